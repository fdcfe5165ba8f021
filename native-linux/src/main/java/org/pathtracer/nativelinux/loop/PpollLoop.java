// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.loop;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.core.loop.ThreadLoop;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.Layout;
import org.pathtracer.nativelinux.libc.Libc;
import org.pathtracer.nativelinux.libc.Linux;
import org.pathtracer.nativelinux.libc.LinuxSystem;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.loop.PollLoop;

/** Polls with ppoll(2), and has an eventfd to be woken by. */
final class PpollLoop extends ThreadLoop implements PollLoop {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Libc libc = LinuxSystem.libc();
    private final NativeMemory timeout = new NativeMemory(Layout.TIMESPEC);
    private final NativeMemory counter = new NativeMemory(Long.BYTES);
    private final List<Watched> watched = new ArrayList<>();
    private final int wakeFd;

    private NativeMemory pollFds = new NativeMemory(Layout.POLLFD);

    PpollLoop(String threadName) {
        super(threadName, LATE_NANOS);
        wakeFd = libc.eventfd(0, Linux.EFD_NONBLOCK | Linux.EFD_CLOEXEC);
        if (wakeFd < 0) {
            throw Errno.exception("eventfd", LinuxSystem.error());
        }
        start();
    }

    @Override
    public Watch watch(int fd, Runnable onReady) {
        Watched watch = new Watched(fd, onReady);
        watched.add(watch);
        return watch;
    }

    @Override
    public void look() {
        await(0);
    }

    @Override
    protected void wake() {
        NativeMemory one = new NativeMemory(Long.BYTES);
        one.bytes().putLong(0, 1);
        libc.write(wakeFd, one.pointer(), Long.BYTES);
    }

    @Override
    protected void release() {
        List.copyOf(watched).forEach(Watched::close);
        libc.close(wakeFd);
    }

    @Override
    protected void await(long nanos) {
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
        timeout.bytes().putLong(0, nanos / NANOS_PER_SECOND);
        timeout.bytes().putLong(Layout.TV_NSEC, nanos % NANOS_PER_SECOND);
        int ready = libc.ppoll(pollFds.pointer(), count, nanos == NEVER ? null : timeout.pointer(), null);
        if (ready > 0) {
            dispatch(polled);
        } else if (ready < 0 && LinuxSystem.error() != Errno.EINTR) {
            // It would fail again at once, and again.
            throw Errno.exception("ppoll", LinuxSystem.error());
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
