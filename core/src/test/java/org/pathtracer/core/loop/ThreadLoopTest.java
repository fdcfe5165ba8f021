// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadLoopTest {
    private static final long LATE_NANOS = 1_000_000;

    private final Parking loop = new Parking();
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private void onLoop(Runnable task) {
        CompletableFuture.runAsync(task, loop).join();
    }

    @Test
    void lateTimer_runsAfterWhatWasDrained() {
        loop.beforeTimers(() -> {
            ran.add("drained");
            loop.execute(() -> ran.add("left"));
        });
        CountDownLatch done = new CountDownLatch(1);
        onLoop(() -> {
            long now = loop.nanoTime();
            loop.schedule(() -> ran.add("cancelled"), now - 3 * LATE_NANOS).cancel();
            loop.schedule(done::countDown, now - LATE_NANOS);
            loop.schedule(() -> ran.add("timer"), now - 2 * LATE_NANOS);
        });
        Threads.uninterruptibly(() -> {
            done.await();
            return done;
        });
        assertThat(ran).containsExactly("drained", "left", "timer");
    }

    @Test
    void taskThatFails_leavesTheOthers() {
        loop.execute(() -> {
            throw new AssertionError("for the log");
        });
        onLoop(() -> ran.add("next"));
        assertThat(ran).containsExactly("next");
    }

    @Test
    void close_runsWhatIsThere_andTakesNoMore() {
        loop.execute(() -> ran.add("last"));
        loop.close();
        assertThat(ran).containsExactly("last", "released");
        assertThat(loop.thread.isAlive()).isFalse();
        assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void taskOfTheLoopItself_isTakenWhileItCloses() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        loop.execute(() -> {
            begun.countDown();
            Threads.uninterruptibly(() -> {
                refused.await();
                return refused;
            });
            loop.execute(() -> ran.add("own"));
        });
        Threads.uninterruptibly(() -> {
            begun.await();
            return begun;
        });
        CompletableFuture<Void> closed = CompletableFuture.runAsync(loop::close);
        while (takesTasks()) {
            Thread.onSpinWait();
        }
        refused.countDown();
        closed.join();
        assertThat(ran).containsExactly("own", "released");
    }

    private boolean takesTasks() {
        try {
            loop.execute(() -> {});
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Test
    void interruptedWait_endsAsIfItWereNot_andKeepsTheInterrupt() {
        Thread.currentThread().interrupt();
        loop.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(loop.thread.isAlive()).isFalse();
    }

    private final class Parking extends ThreadLoop {
        Parking() {
            super("thread-loop-test", LATE_NANOS);
        }

        @Override
        protected void await(long nanos) {
            LockSupport.parkNanos(this, nanos);
        }

        @Override
        protected void wake() {
            LockSupport.unpark(thread);
        }

        @Override
        protected void release() {
            ran.add("released");
        }
    }
}
