// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CallbacksTest {
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void ownThreads_areDaemonsAndRunWhatWasQueuedBeforeTheClose() throws InterruptedException {
        Callbacks callbacks = new Callbacks(Optional.empty());
        CountDownLatch daemon = new CountDownLatch(1);
        callbacks.execute(() -> {
            if (Thread.currentThread().isDaemon()
                    && Thread.currentThread().getName().equals("pathtracer-callback")) {
                daemon.countDown();
            }
        });
        for (int i = 0; i < 1000; i++) {
            callbacks.execute(runs::incrementAndGet);
        }
        assertThat(daemon.await(60, TimeUnit.SECONDS)).isTrue();
        callbacks.close();
        assertThat(runs).hasValue(1000);
    }

    @Test
    @Timeout(60)
    void blockedCallbackAndAnIdleThreadThatEnded_leaveRoomForOthers() throws InterruptedException {
        CallbackThreads threads = new CallbackThreads(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        threads.execute(() -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (threads.size() != 1) {
            Thread.onSpinWait();
        }
        threads.execute(other::countDown);
        other.await();
        release.countDown();
        threads.close(60_000);
        assertThat(threads.size()).isZero();
    }

    @Test
    void nothing_runsAfterTheClose() {
        Callbacks callbacks = new Callbacks(Optional.empty());
        callbacks.close();
        callbacks.execute(runs::incrementAndGet);
        callbacks.close();
        assertThat(runs).hasValue(0);
    }

    @Test
    void usersExecutor_runsNothingAfterTheClose() {
        ManualExecutor executor = new ManualExecutor();
        Callbacks callbacks = new Callbacks(executor, Runnable::run);
        callbacks.execute(runs::incrementAndGet);
        executor.runAll();
        callbacks.execute(runs::incrementAndGet);
        callbacks.close();
        executor.runAll();
        assertThat(runs).hasValue(1);
    }

    @Test
    void usersExecutorThatTakesNothing_isReplacedByOwnThreads() throws InterruptedException {
        Callbacks callbacks = new Callbacks(Optional.of(task -> {
            throw new RejectedExecutionException("full");
        }));
        CountDownLatch ran = new CountDownLatch(1);
        callbacks.execute(ran::countDown);
        assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
        callbacks.close();
    }

    @Test
    void close_waitsForACallbackThatEndsOnceItIsClosed() {
        Callbacks callbacks = new Callbacks(Optional.empty());
        callbacks.execute(() -> {
            while (!callbacks.closed()) {
                Thread.onSpinWait();
            }
            runs.incrementAndGet();
        });
        callbacks.close();
        assertThat(runs).hasValue(1);
    }

    @Test
    void closeFromACallback_doesNotWaitForItself() throws InterruptedException {
        Callbacks callbacks = new Callbacks(Optional.empty());
        CountDownLatch closed = new CountDownLatch(1);
        callbacks.execute(() -> {
            callbacks.close();
            closed.countDown();
        });
        assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void callbackThatThrows_leavesTheOthersAlone() {
        Callbacks callbacks = new Callbacks(Optional.empty());
        callbacks.execute(() -> {
            throw new IllegalStateException("the user's");
        });
        callbacks.execute(runs::incrementAndGet);
        callbacks.close();
        assertThat(runs).hasValue(1);
    }
}
