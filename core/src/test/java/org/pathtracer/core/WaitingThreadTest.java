// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pathtracer.core.loop.Timers;

class WaitingThreadTest {
    private final List<Runnable> pool = new ArrayList<>();
    private final WaitingThread caller = new WaitingThread((work, nanos) -> {
        pool.add(work);
        return CompletableFuture.completedFuture(null);
    });
    private final CompletableFuture<String> result = new CompletableFuture<>();

    @Test
    void tasks_runOnTheWaitingThread_inTheOrderOfTheirTimes() throws Exception {
        List<String> ran = new ArrayList<>();
        caller.schedule(
                () -> {
                    ran.add("second on " + Thread.currentThread().getName());
                    result.complete("done");
                },
                TimeUnit.MILLISECONDS.toNanos(50));
        caller.schedule(() -> ran.add("first"), 0);

        assertThat(caller.await(result)).isEqualTo("done");
        assertThat(ran)
                .containsExactly("first", "second on " + Thread.currentThread().getName());
        assertThat(pool).isEmpty();
    }

    @Test
    void taskOfAnotherThread_wakesTheOneThatWaits() throws Exception {
        BlockingQueue<Thread> ranOn = new LinkedBlockingQueue<>();
        caller.schedule(() -> {}, TimeUnit.HOURS.toNanos(1));
        Thread other = new Thread(() -> {
            caller.schedule(() -> ranOn.add(Thread.currentThread()), 0);
            caller.schedule(() -> result.complete("done"), TimeUnit.MILLISECONDS.toNanos(1));
        });
        other.start();

        assertThat(caller.await(result)).isEqualTo("done");
        assertThat(ranOn).containsExactly(Thread.currentThread());
        other.join();
    }

    @Test
    void whatIsLeft_goesToThePool_andWhatComesLaterToo() throws Exception {
        List<String> ran = new ArrayList<>();
        caller.schedule(() -> ran.add("left"), TimeUnit.HOURS.toNanos(1));
        result.complete("done");

        assertThat(caller.await(result)).isEqualTo("done");
        caller.schedule(() -> ran.add("later"), 0);
        pool.forEach(Runnable::run);
        assertThat(ran).containsExactly("left", "later");
    }

    @Test
    void cancelledTask_doesNotRun() throws Exception {
        List<String> ran = new ArrayList<>();
        Future<?> task = caller.schedule(() -> ran.add("cancelled"), 0);
        task.cancel(false);
        caller.schedule(() -> result.complete("done"), 1);

        assertThat(caller.await(result)).isEqualTo("done");
        pool.forEach(Runnable::run);
        assertThat(ran).isEmpty();
    }

    @Test
    void taskThatThrows_endsNothing() throws Exception {
        caller.schedule(
                () -> {
                    throw new AssertionError("planted");
                },
                0);
        caller.schedule(() -> result.complete("done"), 1);

        assertThat(caller.await(result)).isEqualTo("done");
    }

    @Test
    void interruption_endsTheWait_andLeavesTasksToThePool() {
        caller.schedule(() -> result.complete("by the pool"), TimeUnit.HOURS.toNanos(1));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> caller.await(result)).isInstanceOf(InterruptedException.class);
        pool.forEach(Runnable::run);
        assertThat(result).isCompletedWithValue("by the pool");
    }

    @Test
    void failure_isThrown_alsoWhenThePoolIsClosed() {
        Timers closed = (work, nanos) -> {
            throw new RejectedExecutionException("closed");
        };
        WaitingThread last = new WaitingThread(closed);
        last.schedule(() -> {}, TimeUnit.HOURS.toNanos(1));
        result.completeExceptionally(new IllegalStateException("planted"));

        assertThatThrownBy(() -> last.await(result))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }
}
