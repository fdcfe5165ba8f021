// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeffm;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.pathtracer.core.nativecode.NativeFunction;

/**
 * A function with dots.
 *
 * @param shape how it is called
 * @param symbol where it is
 */
record VariadicFunction(MethodHandle shape, MemorySegment symbol) implements NativeFunction {
    @Override
    public long call(long a, long b, long c, long d, long e, long f) {
        try {
            return (long) shape.invokeExact(symbol, Downcalls.state(), a, b, c, d, e, f);
        } catch (Throwable thrown) {
            throw new AssertionError("a native call can't throw", thrown);
        }
    }

    @Override
    public long call(long[] words) {
        throw new UnsupportedOperationException("there is no function with dots that takes so many words");
    }
}
