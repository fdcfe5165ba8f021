// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every decoder under the fuzzer takes the packets that are kept for it with some bits and bytes changed, cut off or
 * inserted: without an exception, and without much memory. {@code fuzz/mutate} does it millions of times. Scenarios are
 * separate files, and left to Jazzer.
 *
 * <p>{@code -Dpathtracer.fuzz.inputs=N} sets how many for each, {@code -Dpathtracer.fuzz.seed=SEED} replays one.
 */
class MutationTest {
    private static final int INPUTS = 5_000;
    /** What one input may allocate, beyond a hundred times its size. */
    private static final long ALLOCATION = 1 << 20;

    private static final int WARM_UPS = 200;
    private static final int MOST_CHANGES = 6;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static List<FuzzTarget> decoders() {
        return FuzzTarget.all().stream()
                .filter(target -> !(target.instance() instanceof ScenarioFuzz))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void mutatedPackets_areTakenWithBoundedMemory(FuzzTarget target) {
        Long replayed = Long.getLong("pathtracer.fuzz.seed");
        if (replayed != null) {
            target.run(mutated(target, replayed));
            return;
        }
        int count = Integer.getInteger("pathtracer.fuzz.inputs", INPUTS);
        long first = new SplittableRandom().nextLong();
        // Classes are loaded meanwhile, which takes memory too.
        for (int i = 0; i < WARM_UPS; i++) {
            run(target, first - 1 - i);
        }
        long most = 0;
        long begin = System.nanoTime();
        for (long seed = first; seed < first + count; seed++) {
            most = Math.max(most, run(target, seed));
        }
        System.out.printf(
                "%s: %,d mutated packets, no exception, at most %,d bytes allocated for one, %.1f s%n",
                target, count, most, (System.nanoTime() - begin) / 1e9);
    }

    /** Gives what it allocated. */
    private static long run(FuzzTarget target, long seed) {
        byte[] input = mutated(target, seed);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            target.run(input);
        } catch (AssertionError e) {
            String bytes = HexFormat.of().formatHex(input);
            throw new AssertionError("replay with -Dpathtracer.fuzz.seed=" + seed + ": " + bytes, e);
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("bytes allocated, seed %d", seed).isLessThan(ALLOCATION + 100L * input.length);
        return allocated;
    }

    private static byte[] mutated(FuzzTarget target, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] input =
                target.inputs().get(random.nextInt(target.inputs().size())).clone();
        for (int changes = random.nextInt(MOST_CHANGES + 1); changes > 0; changes--) {
            input = changed(input, random);
        }
        return input;
    }

    private static byte[] changed(byte[] input, SplittableRandom random) {
        int at = random.nextInt(input.length + 1);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(input, at);
            case 1 -> Arrays.copyOfRange(input, at, input.length);
            case 2 -> inserted(input, at, random);
            case 3, 4 -> overwritten(input, at, (byte) random.nextInt(256));
            // Extremes find more than chance does.
            case 5 -> overwritten(input, at, (byte) (random.nextBoolean() ? 0xff : 0));
            default -> overwritten(input, at, at == input.length ? 0 : (byte) (input[at] ^ 1 << random.nextInt(8)));
        };
    }

    private static byte[] inserted(byte[] input, int at, SplittableRandom random) {
        byte[] some = new byte[random.nextInt(64)];
        random.nextBytes(some);
        byte[] longer = Arrays.copyOf(input, input.length + some.length);
        System.arraycopy(some, 0, longer, at, some.length);
        System.arraycopy(input, at, longer, at + some.length, input.length - at);
        return longer;
    }

    private static byte[] overwritten(byte[] input, int at, byte value) {
        if (at < input.length) {
            input[at] = value;
        }
        return input;
    }
}
