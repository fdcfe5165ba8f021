// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private int work;
    private int done;
    private final Rounds rounds = new Rounds(tasks::add, this::round, () -> work > 0);

    private void round() {
        work--;
        done++;
    }

    @Test
    void muchWork_isDoneInPartsBetweenOtherTasks() {
        work = 1000;
        rounds.run();
        assertThat(done).isPositive().isLessThan(1000);
        tasks.add(() -> work = 0);
        tasks.remove().run();
        tasks.remove().run();
        assertThat(done).isLessThan(1000);
        assertThat(tasks).hasSize(1);
    }

    /** Each would come again and again, as long as there is work, ahead of what others ask of the loop. */
    @Test
    void muchWork_waitsForItsTurnOnceHoweverOftenItIsAskedFor() {
        work = 1000;
        for (int i = 0; i < 10; i++) {
            rounds.run();
            rounds.soon();
        }
        assertThat(tasks).hasSize(1);
        int before = done;
        tasks.remove().run();
        assertThat(tasks).hasSize(1);
        assertThat(done).isGreaterThan(before);
    }

    @Test
    void allWork_isDoneInTheEnd() {
        work = 1000;
        rounds.run();
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        assertThat(done).isEqualTo(1000);
    }

    @Test
    void closed_doesNothing() {
        rounds.soon();
        rounds.close();
        work = 1;
        tasks.remove().run();
        rounds.run();
        assertThat(done).isZero();
    }
}
