// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.loop;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.Layout;
import org.pathtracer.nativelinux.libc.Libc;
import org.pathtracer.nativelinux.libc.Linux;
import org.pathtracer.nativelinux.libc.LinuxSystem;
import org.pathtracer.nativelinux.libc.NativeMemory;

/** A thread with ppoll(2), an eventfd to wake it, and a heap of timers. For the few sockets that a transport has. */
final class PpollLoop implements PollLoop {
    private static final System.Logger LOGGER = System.getLogger("org.pathtracer.nativelinux");
    private static final long NEVER = Long.MAX_VALUE;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Libc libc = LinuxSystem.libc();
    private final NativeMemory timeout = new NativeMemory(Layout.TIMESPEC);
    private final NativeMemory counter = new NativeMemory(Long.BYTES);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>();
    private final List<Watched> watched = new ArrayList<>();
    private final Object wakeLock = new Object();
    private final int wakeFd;
    private final Thread thread;

    private NativeMemory pollFds = new NativeMemory(Layout.POLLFD);
    private Runnable lateTimer = () -> {};
    private boolean wakeClosed;
    private volatile boolean closing;

    PpollLoop(String threadName) {
        wakeFd = libc.eventfd(0, Linux.EFD_NONBLOCK | Linux.EFD_CLOEXEC);
        if (wakeFd < 0) {
            throw Errno.exception("eventfd", LinuxSystem.error());
        }
        thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        if (closing) {
            throw new RejectedExecutionException("the loop is closed");
        }
        tasks.add(task);
        if (!inLoop()) {
            wake();
        }
    }

    @Override
    public Timer schedule(Runnable task, long atNanos) {
        Deadline deadline = new Deadline(atNanos, task);
        deadlines.add(deadline);
        return () -> deadlines.remove(deadline);
    }

    @Override
    public void onLateTimer(Runnable drain) {
        lateTimer = drain;
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    @Override
    public Watch watch(int fd, Runnable onReady) {
        Watched watch = new Watched(fd, onReady);
        watched.add(watch);
        return watch;
    }

    @Override
    public void close() {
        closing = true;
        wake();
        Threads.join(thread);
    }

    /** The lock keeps a late caller from writing to a number that is another file's by then. */
    private void wake() {
        synchronized (wakeLock) {
            if (!wakeClosed) {
                NativeMemory one = new NativeMemory(Long.BYTES);
                one.bytes().putLong(0, 1);
                libc.write(wakeFd, one.pointer(), Long.BYTES);
            }
        }
    }

    private void run() {
        while (!closing) {
            poll();
            runTasks();
            runTimers();
        }
        runTasks();
        List.copyOf(watched).forEach(Watched::close);
        synchronized (wakeLock) {
            wakeClosed = true;
            libc.close(wakeFd);
        }
    }

    private void poll() {
        List<Watched> polled = List.copyOf(watched);
        int count = polled.size() + 1;
        if (pollFds.bytes().capacity() < count * Layout.POLLFD) {
            pollFds = new NativeMemory(2 * count * Layout.POLLFD);
        }
        putPollFd(0, wakeFd, Linux.POLLIN);
        for (int i = 1; i < count; i++) {
            Watched watch = polled.get(i - 1);
            putPollFd(i, watch.fd, watch.writable ? Linux.POLLIN | Linux.POLLOUT : Linux.POLLIN);
        }
        long wait = waitNanos();
        timeout.bytes().putLong(0, wait / NANOS_PER_SECOND);
        timeout.bytes().putLong(Layout.TV_NSEC, wait % NANOS_PER_SECOND);
        int ready = libc.ppoll(pollFds.pointer(), count, wait == NEVER ? null : timeout.pointer(), null);
        if (ready > 0) {
            dispatch(polled);
        }
    }

    private void dispatch(List<Watched> polled) {
        if (events(0) != 0) {
            libc.read(wakeFd, counter.pointer(), Long.BYTES);
        }
        for (int i = 0; i < polled.size(); i++) {
            if (events(i + 1) != 0 && !polled.get(i).closed) {
                guarded(polled.get(i).onReady);
            }
        }
    }

    private void putPollFd(int index, int fd, int events) {
        pollFds.bytes().putInt(index * Layout.POLLFD, fd);
        pollFds.bytes().putShort(index * Layout.POLLFD + Layout.POLLFD_EVENTS, (short) events);
        pollFds.bytes().putShort(index * Layout.POLLFD + Layout.POLLFD_REVENTS, (short) 0);
    }

    private int events(int index) {
        return pollFds.bytes().getShort(index * Layout.POLLFD + Layout.POLLFD_REVENTS);
    }

    private long waitNanos() {
        if (!tasks.isEmpty() || closing) {
            return 0;
        }
        Deadline first = deadlines.peek();
        return first == null ? NEVER : Math.max(0, first.at - nanoTime());
    }

    /** Those that are there now; what they add has its turn after the next poll. */
    private void runTasks() {
        for (int left = tasks.size(); left > 0; left--) {
            Runnable task = tasks.poll();
            if (task != null) {
                guarded(task);
            }
        }
    }

    private void runTimers() {
        long now = nanoTime();
        Deadline first = deadlines.peek();
        if (first != null && now - first.at > LATE_NANOS) {
            guarded(lateTimer);
        }
        while ((first = deadlines.peek()) != null && first.at - now <= 0) {
            deadlines.remove();
            guarded(first.task);
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.ERROR, "A task of the probing loop failed", e);
        }
    }

    private static final class Deadline implements Comparable<Deadline> {
        final long at;
        final Runnable task;

        Deadline(long at, Runnable task) {
            this.at = at;
            this.task = task;
        }

        @Override
        public int compareTo(Deadline other) {
            return Long.signum(at - other.at);
        }
    }

    private final class Watched implements Watch {
        final int fd;
        final Runnable onReady;
        boolean writable;
        boolean closed;

        Watched(int fd, Runnable onReady) {
            this.fd = fd;
            this.onReady = onReady;
        }

        @Override
        public void awaitWritable(boolean value) {
            writable = value;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                watched.remove(this);
                libc.close(fd);
            }
        }
    }
}
