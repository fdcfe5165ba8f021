// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimingWheelTest {
    private static final long TICK = 1 << 20;
    private static final long TURN = 4096 * TICK;

    @Test
    void deadlines_areNeverEarlyAndAtMostATickLate() {
        for (long seed = 0; seed < 300; seed++) {
            new Model(seed).run();
        }
    }

    @Test
    void emptyWheel_needsNoWaking() {
        TimingWheel wheel = new TimingWheel(5);
        assertThat(wheel.nextExpiry()).isEqualTo(TimingWheel.NEVER);
        InFlightProbe awaited = new InFlightProbe(1);
        wheel.add(awaited, 100);
        wheel.remove(awaited);
        wheel.remove(awaited);
        assertThat(wheel.nextExpiry()).isEqualTo(TimingWheel.NEVER);
    }

    @Test
    void deadlineBeyondATurn_waitsForItsOwnTurn() {
        TimingWheel wheel = new TimingWheel(0);
        InFlightProbe awaited = new InFlightProbe(1);
        wheel.add(awaited, 3 * TURN + 7);
        assertThat(expireUntil(wheel, 3 * TURN)).isEmpty();
        assertThat(expireUntil(wheel, 3 * TURN + 2 * TICK)).containsExactly(awaited);
    }

    @Test
    void longIdleClock_findsAllThatIsDue() {
        TimingWheel wheel = new TimingWheel(0);
        InFlightProbe awaited = new InFlightProbe(1);
        wheel.add(awaited, 10);
        List<InFlightProbe> expired = new ArrayList<>();
        wheel.expire(100 * TURN + 12_345, expired::add);
        assertThat(expired).containsExactly(awaited);
        wheel.add(awaited, 50);
        assertThat(wheel.nextExpiry()).isBetween(100 * TURN + 12_345, 100 * TURN + 12_345 + TICK);
    }

    @Test
    void nextExpiry_neverLiesInThePastOnceExpired() {
        TimingWheel wheel = new TimingWheel(-3);
        for (long now = 0; now < 3 * TURN; now += TURN / 7) {
            wheel.expire(now, awaited -> {});
            wheel.add(new InFlightProbe(1), now + TURN / 3);
            wheel.expire(now, awaited -> {});
            assertThat(wheel.nextExpiry()).isGreaterThan(now);
        }
    }

    private static List<InFlightProbe> expireUntil(TimingWheel wheel, long end) {
        List<InFlightProbe> expired = new ArrayList<>();
        for (long at = wheel.nextExpiry(); at <= end; at = wheel.nextExpiry()) {
            wheel.expire(at, expired::add);
        }
        return expired;
    }

    /** The wheel beside a plain map; time goes in steps to whatever the wheel says, sometimes beyond. */
    private static final class Model {
        private final SplittableRandom random;
        private final long seed;
        private final Map<InFlightProbe, Long> deadlines = new HashMap<>();
        private final TimingWheel wheel;
        private long now;
        private long late;

        Model(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed);
            now = random.nextLong(TURN) - TURN / 2;
            wheel = new TimingWheel(now);
        }

        void run() {
            for (int i = 0; i < 2000; i++) {
                switch (random.nextInt(4)) {
                    case 0 -> add(new InFlightProbe(i));
                    case 1 -> deadlines.keySet().stream().findFirst().ifPresent(this::moveOrRemove);
                    default -> advance(random.nextLong(random.nextInt(20) == 0 ? 2 * TURN : 4 * TICK));
                }
            }
            advance(10 * TURN);
            assertThat(deadlines).as("seed %d", seed).isEmpty();
        }

        private void add(InFlightProbe awaited) {
            long deadline = now + random.nextLong(random.nextInt(5) == 0 ? 3 * TURN : 50 * TICK) - TICK;
            wheel.add(awaited, deadline);
            deadlines.put(awaited, Math.max(deadline, now));
        }

        private void moveOrRemove(InFlightProbe awaited) {
            wheel.remove(awaited);
            deadlines.remove(awaited);
            if (random.nextBoolean()) {
                add(awaited);
            }
        }

        private void advance(long span) {
            long end = now + span;
            for (long at = wheel.nextExpiry(); at <= end; at = wheel.nextExpiry()) {
                now = Math.max(now, at);
                wheel.expire(now, this::expired);
            }
            now = end;
        }

        private void expired(InFlightProbe awaited) {
            Long deadline = deadlines.remove(awaited);
            assertThat(deadline).as("seed %d: awaited", seed).isNotNull();
            assertThat(now - deadline).as("seed %d: lateness", seed).isBetween(0L, TICK);
        }
    }
}
