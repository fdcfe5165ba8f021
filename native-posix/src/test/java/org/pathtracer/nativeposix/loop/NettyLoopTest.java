// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What Netty's loop does when something is thrown on it. */
class NettyLoopTest {
    private final Poller poller = new Poller();
    private final Loop loop = new Loop(poller);
    private final CompletableFuture<Throwable> death = new CompletableFuture<>();
    private final AtomicInteger ran = new AtomicInteger();

    /** Waits for wake-ups, until it is to fail. */
    private static final class Poller implements IoHandler {
        private Error fatal;
        private boolean woken;

        @Override
        public synchronized int run(IoHandlerContext context) {
            try {
                while (!woken && context.canBlock()) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            woken = false;
            if (fatal != null) {
                throw fatal;
            }
            return 0;
        }

        synchronized void fail(Error cause) {
            fatal = cause;
            wakeup();
        }

        @Override
        public synchronized void wakeup() {
            woken = true;
            notifyAll();
        }

        @Override
        public IoRegistration register(IoHandle handle) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> type) {
            return false;
        }
    }

    private static final class Loop extends NettyLoop {
        Loop(Poller poller) {
            super("netty-loop-test", executor -> poller);
        }

        @Override
        public Watch watch(int fd, Runnable onReady) {
            throw new UnsupportedOperationException();
        }
    }

    private void onLoop(Runnable task) {
        CompletableFuture.runAsync(task, loop::execute)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void pollerThatFails_endsTheLoop_andThatIsToldOnItsThread() {
        Error cause = new AssertionError("planted");
        loop.onDeath(thrown -> {
            assertThat(loop.inLoop()).isTrue();
            loop.loop.execute(ran::incrementAndGet);
            death.complete(thrown);
        });
        onLoop(ran::incrementAndGet);
        poller.fail(cause);
        assertThat(death.orTimeout(20, TimeUnit.SECONDS).join()).isSameAs(cause);
        loop.close();
        assertThat(ran).hasValue(2);
        assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void tasksThatFail_leaveTheOthers() throws InterruptedException {
        CountDownLatch left = new CountDownLatch(2);
        onLoop(() -> {
            loop.execute(() -> {
                throw new AssertionError("for the log");
            });
            loop.schedule(
                    () -> {
                        throw new AssertionError("for the log");
                    },
                    loop.nanoTime());
            loop.beforeTimers(() -> {
                throw new AssertionError("for the log");
            });
            loop.schedule(left::countDown, loop.nanoTime());
            loop.execute(left::countDown);
        });
        assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
        loop.close();
    }
}
