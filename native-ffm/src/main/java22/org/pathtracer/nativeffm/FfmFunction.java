// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeffm;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.pathtracer.core.nativecode.NativeFunction;

/**
 * A function of a usual shape.
 *
 * @param symbol where it is
 */
record FfmFunction(MemorySegment symbol) implements NativeFunction {
    @Override
    public long call(long a, long b, long c, long d, long e, long f) {
        try {
            return (long) Downcalls.SIX.invokeExact(symbol, Downcalls.state(), a, b, c, d, e, f);
        } catch (Throwable thrown) {
            throw new AssertionError("a native call can't throw", thrown);
        }
    }

    @Override
    public long call(long[] words) {
        long[] w = Arrays.copyOf(words, MOST);
        try {
            return (long) Downcalls.Many.TWELVE.invokeExact(
                    symbol,
                    Downcalls.state(),
                    w[0],
                    w[1],
                    w[2],
                    w[3],
                    w[4],
                    w[5],
                    w[6],
                    w[7],
                    w[8],
                    w[9],
                    w[10],
                    w[11]);
        } catch (Throwable thrown) {
            throw new AssertionError("a native call can't throw", thrown);
        }
    }
}
