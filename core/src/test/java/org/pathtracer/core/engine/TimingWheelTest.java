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
        Slot slot = new Slot(1);
        wheel.add(slot, 100);
        wheel.remove(slot);
        wheel.remove(slot);
        assertThat(wheel.nextExpiry()).isEqualTo(TimingWheel.NEVER);
    }

    @Test
    void deadlineBeyondATurn_waitsForItsOwnTurn() {
        TimingWheel wheel = new TimingWheel(0);
        Slot slot = new Slot(1);
        wheel.add(slot, 3 * TURN + 7);
        assertThat(expireUntil(wheel, 3 * TURN)).isEmpty();
        assertThat(expireUntil(wheel, 3 * TURN + 2 * TICK)).containsExactly(slot);
    }

    @Test
    void longIdleClock_findsAllThatIsDue() {
        TimingWheel wheel = new TimingWheel(0);
        Slot slot = new Slot(1);
        wheel.add(slot, 10);
        List<Slot> expired = new ArrayList<>();
        wheel.expire(100 * TURN + 12_345, expired::add);
        assertThat(expired).containsExactly(slot);
        wheel.add(slot, 50);
        assertThat(wheel.nextExpiry()).isBetween(100 * TURN + 12_345, 100 * TURN + 12_345 + TICK);
    }

    @Test
    void nextExpiry_neverLiesInThePastOnceExpired() {
        TimingWheel wheel = new TimingWheel(-3);
        for (long now = 0; now < 3 * TURN; now += TURN / 7) {
            wheel.expire(now, slot -> {});
            wheel.add(new Slot(1), now + TURN / 3);
            wheel.expire(now, slot -> {});
            assertThat(wheel.nextExpiry()).isGreaterThan(now);
        }
    }

    private static List<Slot> expireUntil(TimingWheel wheel, long end) {
        List<Slot> expired = new ArrayList<>();
        for (long at = wheel.nextExpiry(); at <= end; at = wheel.nextExpiry()) {
            wheel.expire(at, expired::add);
        }
        return expired;
    }

    /** The wheel beside a plain map; time goes in steps to whatever the wheel says, sometimes beyond. */
    private static final class Model {
        private final SplittableRandom random;
        private final long seed;
        private final Map<Slot, Long> deadlines = new HashMap<>();
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
                    case 0 -> add(new Slot(i));
                    case 1 -> deadlines.keySet().stream().findFirst().ifPresent(this::moveOrRemove);
                    default -> advance(random.nextLong(random.nextInt(20) == 0 ? 2 * TURN : 4 * TICK));
                }
            }
            advance(10 * TURN);
            assertThat(deadlines).as("seed %d", seed).isEmpty();
        }

        private void add(Slot slot) {
            long deadline = now + random.nextLong(random.nextInt(5) == 0 ? 3 * TURN : 50 * TICK) - TICK;
            wheel.add(slot, deadline);
            deadlines.put(slot, Math.max(deadline, now));
        }

        private void moveOrRemove(Slot slot) {
            wheel.remove(slot);
            deadlines.remove(slot);
            if (random.nextBoolean()) {
                add(slot);
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

        private void expired(Slot slot) {
            Long deadline = deadlines.remove(slot);
            assertThat(deadline).as("seed %d: awaited", seed).isNotNull();
            assertThat(now - deadline).as("seed %d: lateness", seed).isBetween(0L, TICK);
        }
    }
}
