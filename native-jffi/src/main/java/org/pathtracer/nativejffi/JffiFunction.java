// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativejffi;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.HeapInvocationBuffer;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Type;
import java.util.Arrays;
import org.pathtracer.core.nativecode.NativeFunction;

/** A function that jffi calls. Errors are kept for the thread. */
final class JffiFunction implements NativeFunction {
    static final CallContext SIX = context(6);
    private static final CallContext ALL = context(MOST);
    private static final Invoker INVOKER = Invoker.getInstance();

    private final long address;
    private final CallContext six;

    JffiFunction(long address, CallContext six) {
        this.address = address;
        this.six = six;
    }

    private static CallContext context(int words) {
        return CallContext.getCallContext(Type.SINT64, words(words), CallingConvention.DEFAULT, true);
    }

    /** Of six words, those behind the fixed ones are passed as a C compiler does it for dots. */
    static CallContext variadic(int fixed) {
        return CallContext.getCallContext(Type.SINT64, fixed, words(6), CallingConvention.DEFAULT, true);
    }

    private static Type[] words(int count) {
        Type[] types = new Type[count];
        Arrays.fill(types, Type.SINT64);
        return types;
    }

    @Override
    public long call(long a, long b, long c, long d, long e, long f) {
        return INVOKER.invokeN6(six, address, a, b, c, d, e, f);
    }

    @Override
    public long call(long[] words) {
        HeapInvocationBuffer buffer = new HeapInvocationBuffer(ALL);
        for (int i = 0; i < MOST; i++) {
            buffer.putLong(i < words.length ? words[i] : 0);
        }
        return INVOKER.invokeLong(ALL, address, buffer);
    }
}
