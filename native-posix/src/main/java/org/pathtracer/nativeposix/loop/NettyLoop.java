// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.loop;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.core.loop.Defects;
import org.pathtracer.core.loop.Threads;
import org.pathtracer.core.nativecode.ExtractionFolder;

/**
 * One of Netty's pollers and its timers. A loop of its own and no group: a group's end would start a thread that
 * outlives it.
 */
public abstract class NettyLoop implements PollLoop {
    private static final System.Logger LOGGER = System.getLogger("org.pathtracer.nativeposix");
    private static final int CLOSE_SECONDS = 5;
    /** Elsewhere Netty is not asked, since it logs what it fails at. With a folder of its own it is told where. */
    private static final boolean CAN_LOAD =
            System.getProperty("io.netty.native.workdir") != null || ExtractionFolder.temporaryTakesPrograms();

    /** Netty's loop, which can be asked to look at its descriptors from within a task. */
    private static final class Loop extends SingleThreadIoEventLoop {
        private boolean looking;
        private volatile Consumer<Throwable> onDeath = cause -> {};

        Loop(Executor starter, IoHandlerFactory poller) {
            super(null, starter, poller);
        }

        void look() {
            looking = true;
            try {
                runIo();
            } finally {
                looking = false;
            }
        }

        /** Netty then runs the tasks that it has taken, takes no more, and ends the thread. */
        @Override
        protected void run() {
            try {
                super.run();
            } catch (RuntimeException | Error e) {
                guarded(() -> onDeath.accept(e));
                throw e;
            }
        }

        /** A poller does not wait while there are tasks. */
        @Override
        protected boolean hasTasks() {
            return looking || super.hasTasks();
        }
    }

    protected final IoEventLoop loop;
    private final Loop own;
    private Runnable beforeTimers = () -> {};
    private volatile @Nullable Thread thread;

    /**
     * A loop whose thread begins with its first task.
     *
     * @param poller Netty's epoll or kqueue
     */
    protected NettyLoop(String threadName, IoHandlerFactory poller) {
        Executor starter = task -> {
            Thread started = new Thread(task, threadName);
            started.setDaemon(true);
            thread = started;
            started.start();
        };
        own = new Loop(starter, poller);
        loop = own;
    }

    /** Whether there is a folder that Netty can unpack its native part into. */
    protected static boolean canLoad() {
        return CAN_LOAD;
    }

    /**
     * What a task adds has its turn after the timers that are due: Netty runs the tasks that there are until none is
     * left, and looks at timers only then, or a second later.
     */
    @Override
    public void execute(Runnable task) {
        if (inLoop()) {
            loop.schedule(() -> guarded(task), 0, TimeUnit.NANOSECONDS);
        } else {
            loop.execute(task);
        }
    }

    @Override
    public Timer schedule(Runnable task, long atNanos) {
        Runnable drained = () -> {
            guarded(beforeTimers);
            guarded(task);
        };
        ScheduledFuture<?> scheduled = loop.schedule(drained, Math.max(0, atNanos - nanoTime()), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public void look() {
        own.look();
    }

    @Override
    public void beforeTimers(Runnable drain) {
        beforeTimers = drain;
    }

    /** What a task throws would be known to nothing but its future, which Netty makes for each. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            Defects.log(LOGGER, "A task of the probing loop failed", e);
        }
    }

    @Override
    public void onDeath(Consumer<Throwable> action) {
        own.onDeath = action;
    }

    @Override
    public boolean inLoop() {
        return loop.inEventLoop();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        // The loop calls itself terminated a moment before its thread has ended; without a thread it never began.
        Thread started = thread;
        if (started != null) {
            Threads.join(started);
        }
    }
}
