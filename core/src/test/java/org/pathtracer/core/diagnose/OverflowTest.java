// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OverflowTest {
    private static final int SEEDS = 200;
    private static final int PROBES = 250;
    private static final long SPACING_NANOS = 20_000_000;
    private static final double MOST_MILLIS = 150;
    private static final InetAddress TARGET = InetAddress.getLoopbackAddress();

    private interface Loss {
        boolean of(double wait, Random random);
    }

    /** A load that comes and goes every 900 ms: the queue grows, is full for a while, and shrinks. */
    private static Overflow queue(long seed, Loss loss) {
        Random random = new Random(seed);
        List<PathHop.Trial> trials = new ArrayList<>();
        for (int i = 0; i < PROBES; i++) {
            long at = i * SPACING_NANOS + random.nextInt((int) SPACING_NANOS / 2);
            double phase = at / 1e6 % 900;
            double wait = phase < 500 ? Math.min(MOST_MILLIS, phase * .8) : Math.max(0, MOST_MILLIS - (phase - 500));
            boolean lost = loss.of(wait, random);
            trials.add(new PathHop.Trial(
                    at, lost ? Optional.empty() : Optional.of(TARGET), 10 + wait + random.nextDouble()));
        }
        return new Overflow(trials);
    }

    private static long explained(Loss loss) {
        long count = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            count += queue(seed, loss).explainsLosses(1) ? 1 : 0;
        }
        return count;
    }

    @Test
    void whatAFullQueueDrops_isTheQueues() {
        assertThat(explained((wait, random) -> wait == MOST_MILLIS && random.nextInt(4) == 0))
                .isGreaterThan(SEEDS * 95 / 100);
    }

    @Test
    void lossesAtAnyTime_areNotTheQueues() {
        assertThat(explained((wait, random) -> random.nextInt(20) == 0)).isLessThan(SEEDS * 10 / 100);
    }

    @Test
    void lossesWithoutAQueue_areNotExplained() {
        List<PathHop.Trial> trials = new ArrayList<>();
        for (int i = 0; i < PROBES; i++) {
            trials.add(new PathHop.Trial(i, i % 10 == 0 ? Optional.empty() : Optional.of(TARGET), 10));
        }
        assertThat(new Overflow(trials).explainsLosses(1)).isFalse();
        assertThat(new Overflow(List.of()).explainsLosses(1)).isFalse();
    }

    @Test
    void neighboursOfLostPackets_areCounted() {
        List<PathHop.Trial> trials = List.of(
                new PathHop.Trial(0, Optional.of(TARGET), 10),
                new PathHop.Trial(10, Optional.empty(), 0),
                new PathHop.Trial(100, Optional.of(TARGET), 110),
                new PathHop.Trial(110, Optional.empty(), 0),
                new PathHop.Trial(120, Optional.empty(), 0),
                new PathHop.Trial(130, Optional.of(TARGET), 110));
        assertThat(new Overflow(trials).lostWhileLong()).isEqualTo(2);
    }
}
