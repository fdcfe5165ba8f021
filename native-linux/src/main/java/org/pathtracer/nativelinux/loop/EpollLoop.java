// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.loop;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Netty's epoll as poller and timer. A loop of its own and no group: a group's end would start a thread that outlives
 * it.
 */
final class EpollLoop implements PollLoop {
    private static final System.Logger LOGGER = System.getLogger("org.pathtracer.nativelinux");
    private static final int CLOSE_SECONDS = 5;

    private final IoEventLoop loop;
    private Runnable lateTimer = () -> {};
    private volatile @Nullable Thread thread;

    EpollLoop(String threadName) {
        Executor starter = task -> {
            Thread started = new Thread(task, threadName);
            started.setDaemon(true);
            thread = started;
            started.start();
        };
        loop = new SingleThreadIoEventLoop(null, starter, EpollIoHandler.newFactory());
    }

    static boolean available() {
        try {
            return Epoll.isAvailable();
        } catch (LinkageError e) {
            return false;
        }
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public Timer schedule(Runnable task, long atNanos) {
        Runnable late = () -> {
            if (nanoTime() - atNanos > LATE_NANOS) {
                lateTimer.run();
            }
            task.run();
        };
        ScheduledFuture<?> scheduled = loop.schedule(late, Math.max(0, atNanos - nanoTime()), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public void onLateTimer(Runnable drain) {
        lateTimer = drain;
    }

    @Override
    public boolean inLoop() {
        return loop.inEventLoop();
    }

    @Override
    public Watch watch(int fd, Runnable onReady) {
        Handle handle = new Handle(new FileDescriptor(fd), onReady);
        // On the loop's own thread registration is done when the call returns.
        handle.registration = loop.register(handle).getNow();
        handle.awaitWritable(false);
        return handle;
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

    private static final class Handle implements EpollIoHandle, Watch {
        /** In here, since it can't be initialized where epoll can't load. */
        private static final EpollIoOps READABLE = EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLERR);

        private final FileDescriptor fd;
        private final Runnable onReady;
        private @Nullable IoRegistration registration;

        Handle(FileDescriptor fd, Runnable onReady) {
            this.fd = fd;
            this.onReady = onReady;
        }

        @Override
        public FileDescriptor fd() {
            return fd;
        }

        @Override
        public void handle(IoRegistration ignored, IoEvent event) {
            try {
                onReady.run();
            } catch (RuntimeException | Error e) {
                // What escapes from here would make Netty's loop sleep for a second.
                LOGGER.log(Level.ERROR, "Handling of a socket's events failed", e);
            }
        }

        @Override
        public void awaitWritable(boolean value) {
            if (registration != null && registration.isValid()) {
                registration.submit(value ? READABLE.with(EpollIoOps.EPOLLOUT) : READABLE);
            }
        }

        @Override
        public void unregistered() {
            close();
        }

        /** The descriptor's close is idempotent; epoll forgets a closed descriptor by itself. */
        @Override
        public void close() {
            IoRegistration registered = registration;
            registration = null;
            if (registered != null) {
                registered.cancel();
            }
            try {
                fd.close();
            } catch (IOException e) {
                LOGGER.log(Level.DEBUG, "Closing a socket failed", e);
            }
        }
    }
}
