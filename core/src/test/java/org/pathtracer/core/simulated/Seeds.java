// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** Runs a test with many seeds, or with the one of {@code -Dpathtracer.seed=N}. A failure names its seed. */
public final class Seeds {
    private static final String PROPERTY = "pathtracer.seed";

    private Seeds() {}

    /** With seeds 0 to {@code count - 1}. */
    public static void each(int count, LongConsumer test) {
        each(0, count, test);
    }

    /** With {@code count} seeds from {@code first} on. */
    public static void each(long first, int count, LongConsumer test) {
        Long only = Long.getLong(PROPERTY);
        LongStream seeds = only == null ? LongStream.range(first, first + count) : LongStream.of(only);
        seeds.forEach(seed -> {
            try {
                test.accept(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "seed %d failed; run it alone with -D%s=%d".formatted(seed, PROPERTY, seed), e);
            }
        });
    }
}
