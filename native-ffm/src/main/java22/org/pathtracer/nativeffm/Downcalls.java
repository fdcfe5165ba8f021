// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeffm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import org.pathtracer.core.nativecode.NativeFunction;

/**
 * The shapes of calls. Java makes code for each shape when it is first used, which takes milliseconds, so there is one
 * for all usual functions. They are constants, which compiled code calls without a detour.
 *
 * <p>None is marked critical: sending may take long enough to keep the garbage collector waiting.
 */
final class Downcalls {
    static final Linker LINKER = Linker.nativeLinker();

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final String ERROR =
            System.getProperty("os.name", "").startsWith("Windows") ? "GetLastError" : "errno";
    private static final long ERROR_OFFSET = STATE.byteOffset(MemoryLayout.PathElement.groupElement(ERROR));
    private static final int USUAL = 6;

    /** Takes the function, the place for the error, and six words. */
    static final MethodHandle SIX = shape(USUAL);

    /** Each thread has the error of its own last call. */
    private static final ThreadLocal<MemorySegment> STATES =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

    /** For the few functions that take more words. */
    static final class Many {
        static final MethodHandle TWELVE = shape(NativeFunction.MOST);

        private Many() {}
    }

    private Downcalls() {}

    private static MethodHandle shape(int words, Linker.Option... more) {
        MemoryLayout[] parameters = new MemoryLayout[words];
        Arrays.fill(parameters, ValueLayout.JAVA_LONG);
        Linker.Option[] options = Arrays.copyOf(more, more.length + 1);
        options[more.length] = Linker.Option.captureCallState(ERROR);
        return LINKER.downcallHandle(FunctionDescriptor.of(ValueLayout.JAVA_LONG, parameters), options);
    }

    /** Passes the words behind the fixed ones as a C compiler does it for dots. */
    static MethodHandle variadic(int fixed) {
        return shape(USUAL, Linker.Option.firstVariadicArg(fixed));
    }

    static MemorySegment state() {
        return STATES.get();
    }

    static int error() {
        return state().get(ValueLayout.JAVA_INT, ERROR_OFFSET);
    }
}
