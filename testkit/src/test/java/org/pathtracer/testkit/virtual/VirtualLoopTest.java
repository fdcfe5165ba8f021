// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The loop that its caller drives. */
class VirtualLoopTest {
    private static final long START = -50;

    private final List<String> log = new ArrayList<>();
    private final VirtualLoop loop = new VirtualLoop(START);

    private Runnable note(String what) {
        return () -> log.add(what + " " + loop.nanoTime());
    }

    @Test
    void tasksComeFirst_thenEventsInTheOrderOfTheirTimes() {
        loop.schedule(note("timer"), START);
        loop.arrive(note("arrival"), 7);
        loop.execute(note("task"));
        assertThat(log).isEmpty();
        loop.run();
        assertThat(log).containsExactly("task -50", "timer -50", "arrival 7");
        assertThat(loop.timersRun()).isEqualTo(1);
    }

    @Test
    void runTo_leavesWhatIsLaterAndTheClockThere() {
        loop.schedule(note("early"), 5);
        loop.schedule(note("late"), 50);
        loop.runTo(20);
        assertThat(log).containsExactly("early 5");
        assertThat(loop.nanoTime()).isEqualTo(20);
        assertThat(loop.nextAt()).isEqualTo(50);
    }

    @Test
    void runWhile_stopsWhenTheConditionHoldsNoMore() {
        loop.schedule(note("first"), 1);
        loop.schedule(note("second"), 2);
        loop.runWhile(log::isEmpty);
        assertThat(log).containsExactly("first 1");
    }

    @Test
    void timeThatPassesWhileNothingRuns_makesTimersLateAndKeepsTheirOrder() {
        loop.schedule(note("second"), 2);
        loop.schedule(note("first"), 1);
        loop.passTo(100);
        loop.passTo(3);
        loop.run();
        assertThat(log).containsExactly("first 100", "second 100");
    }

    @Test
    void timeThatPassesWhileNothingRuns_leavesWhatArrivedAtDifferentTimesApart() {
        for (long at : new long[] {5, 9}) {
            loop.arrive(() -> loop.afterArrivals(note("drained of " + at)), at);
            loop.arrive(note("arrival of " + at), at);
        }
        loop.passTo(100);
        loop.run();
        assertThat(log).containsExactly("arrival of 5 100", "drained of 5 100", "arrival of 9 100", "drained of 9 100");
    }

    @Test
    void cancelledTimer_doesNotMoveTheClock() {
        loop.schedule(note("never"), 9).cancel();
        loop.run();
        assertThat(loop.nanoTime()).isEqualTo(START);
        assertThat(loop.nextAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void timersThatGoRoundAtOneTime_areFoundOut() {
        loop.execute(this::again);
        assertThatIllegalStateException().isThrownBy(loop::run).withMessageContaining("stands still");
    }

    private void again() {
        loop.schedule(this::again, loop.nanoTime());
    }

    @Test
    void closed_runsNothing() {
        loop.execute(note("task"));
        loop.schedule(note("timer"), 1);
        loop.close();
        loop.run();
        assertThat(log).isEmpty();
    }
}
