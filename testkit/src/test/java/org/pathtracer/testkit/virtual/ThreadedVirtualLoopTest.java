// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pathtracer.spi.TransportLoop;

@Timeout(60)
class ThreadedVirtualLoopTest {
    private static final long HOUR = 3_600_000_000_000L;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private boolean awaiting;
    private final ThreadedVirtualLoop loop = new ThreadedVirtualLoop("test-loop", 0);

    @AfterEach
    void close() {
        loop.close();
    }

    private void onLoop(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            task.run();
            done.complete(null);
        });
        done.join();
    }

    private Runnable note(String what) {
        return () -> log.add(what + " " + loop.nanoTime());
    }

    @Test
    void timers_inTheOrderOfTheirTimesAndAtThem() {
        loop.start(() -> awaiting);
        onLoop(() -> {
            loop.schedule(note("late"), HOUR);
            loop.schedule(note("early"), 5);
            loop.schedule(note("past"), -5);
        });
        onLoop(note("task"));
        assertThat(log).containsExactly("past 0", "early 5", "late " + HOUR, "task " + HOUR);
    }

    @Test
    void sameTime_arrivalsThenDrainedThenTimers() {
        loop.start(() -> awaiting);
        onLoop(() -> {
            loop.schedule(note("timer"), 7);
            loop.arrive(() -> loop.afterArrivals(note("drained")), 7);
            loop.arrive(note("arrival"), 7);
        });
        onLoop(() -> {});
        assertThat(log).containsExactly("arrival 7", "drained 7", "timer 7");
    }

    @Test
    void cancelledTimer_neitherRunsNorMovesTheClock() {
        loop.start(() -> awaiting);
        onLoop(() -> {
            TransportLoop.Timer timer = loop.schedule(note("never"), HOUR);
            loop.schedule(note("timer"), 5);
            timer.cancel();
        });
        onLoop(note("task"));
        assertThat(log).containsExactly("timer 5", "task 5");
    }

    @Test
    void taskWhileNothingIsAwaited_afterAllEvents() {
        loop.execute(() -> loop.schedule(note("timer"), HOUR));
        loop.execute(note("task"));
        loop.start(() -> awaiting);
        onLoop(() -> {});
        assertThat(log).containsExactly("timer " + HOUR, "task " + HOUR);
    }

    @Test
    void taskWhileSomethingIsAwaited_atOnce() {
        awaiting = true;
        loop.execute(() -> loop.schedule(note("timer"), HOUR));
        loop.execute(note("task"));
        loop.execute(() -> awaiting = false);
        loop.start(() -> awaiting);
        onLoop(() -> {});
        assertThat(log).containsExactly("task 0", "timer " + HOUR);
    }

    @Test
    void timerThatSetsItselfAnewForEver_tasksRunNevertheless() {
        loop.start(() -> awaiting);
        onLoop(() -> loop.schedule(this::again, 1));
        onLoop(note("task"));
        assertThat(log).hasSize(1);
    }

    private void again() {
        loop.schedule(this::again, loop.nanoTime() + 1);
    }

    @Test
    void closed_refusesTasks() {
        loop.start(() -> awaiting);
        loop.close();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> loop.execute(() -> {}));
    }

    @Test
    void stillLoop_runsTasksAndWhatIsDueAtOnce_butNoTimePasses() {
        loop.still().start(() -> awaiting);
        onLoop(() -> {
            loop.arrive(note("later"), 5);
            loop.arrive(note("now"), 0);
        });
        onLoop(note("task"));
        assertThat(log).containsExactlyInAnyOrder("now 0", "task 0");
    }

    @Test
    void closeByAnInterruptedThread_waitsForTheEndNevertheless() {
        Thread closing = Thread.currentThread();
        AtomicBoolean closed = new AtomicBoolean();
        loop.start(() -> awaiting);
        loop.execute(() -> {
            while (closing.getState() != Thread.State.TIMED_WAITING && !closed.get()) {
                Thread.onSpinWait();
            }
            log.add("ended");
        });
        closing.interrupt();
        loop.close();
        List<String> logged = List.copyOf(log);
        closed.set(true);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(logged).containsExactly("ended");
    }
}
