// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.loop;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pathtracer.core.loop.ThreadLoop;
import org.pathtracer.nativemacos.libc.Darwin;
import org.pathtracer.nativemacos.libc.DarwinSystem;
import org.pathtracer.nativemacos.libc.Errno;
import org.pathtracer.nativemacos.libc.Layout;
import org.pathtracer.nativemacos.libc.Libc;
import org.pathtracer.nativeposix.libc.LoadedLibrary;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.loop.PollLoop;

/** Polls with kevent(2), and has an event of its own to be woken by. Events are told once, when something is new. */
final class KeventLoop extends ThreadLoop implements PollLoop {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int MOST_EVENTS = 64;
    private static final int WAKE = 0;

    private final Libc libc = DarwinSystem.libc();
    private final NativeMemory timeout = new NativeMemory(Layout.TIMESPEC);
    private final NativeMemory events = new NativeMemory(MOST_EVENTS * Layout.KEVENT);
    private final NativeMemory change = new NativeMemory(Layout.KEVENT);
    private final Map<Integer, Watched> watched = new HashMap<>();
    private final int queue;

    KeventLoop(String threadName) {
        super(threadName, LATE_NANOS);
        queue = libc.kqueue();
        if (queue < 0) {
            throw Errno.NAMES.exception("kqueue", LoadedLibrary.error());
        }
        change(change, WAKE, Darwin.EVFILT_USER, Darwin.EV_ADD | Darwin.EV_CLEAR, 0);
        start();
    }

    @Override
    public Watch watch(int fd, Runnable onReady) {
        Watched watch = new Watched(fd, onReady);
        change(change, fd, Darwin.EVFILT_READ, Darwin.EV_ADD | Darwin.EV_CLEAR, 0);
        watched.put(fd, watch);
        return watch;
    }

    private void change(NativeMemory memory, int ident, int filter, int flags, int filterFlags) {
        ByteBuffer bytes = memory.bytes();
        bytes.putLong(0, ident);
        bytes.putShort(Layout.KEVENT_FILTER, (short) filter);
        bytes.putShort(Layout.KEVENT_FLAGS, (short) flags);
        bytes.putInt(Layout.KEVENT_FFLAGS, filterFlags);
        if (libc.kevent(queue, memory.pointer(), 1, null, 0, null) < 0) {
            throw Errno.NAMES.exception("kevent", LoadedLibrary.error());
        }
    }

    @Override
    public void look() {
        await(0);
    }

    @Override
    protected void wake() {
        change(new NativeMemory(Layout.KEVENT), WAKE, Darwin.EVFILT_USER, 0, Darwin.NOTE_TRIGGER);
    }

    @Override
    protected void release() {
        List.copyOf(watched.values()).forEach(Watched::close);
        libc.close(queue);
    }

    @Override
    protected void await(long nanos) {
        for (int found = poll(nanos); found == MOST_EVENTS; found = poll(0)) {
            // There may be more.
        }
    }

    private int poll(long nanos) {
        timeout.bytes().putLong(0, nanos / NANOS_PER_SECOND);
        timeout.bytes().putLong(Layout.TV_NSEC, nanos % NANOS_PER_SECOND);
        int count =
                libc.kevent(queue, null, 0, events.pointer(), MOST_EVENTS, nanos == NEVER ? null : timeout.pointer());
        if (count < 0 && LoadedLibrary.error() != Errno.EINTR) {
            // It would fail again at once, and again.
            throw Errno.NAMES.exception("kevent", LoadedLibrary.error());
        }
        for (int i = 0; i < count; i++) {
            int at = i * Layout.KEVENT;
            int filter = events.bytes().getShort(at + Layout.KEVENT_FILTER);
            Watched watch = filter == Darwin.EVFILT_USER
                    ? null
                    : watched.get((int) events.bytes().getLong(at));
            if (watch != null) {
                guarded(watch.onReady);
            }
        }
        return count;
    }

    private final class Watched implements Watch {
        final int fd;
        final Runnable onReady;
        private boolean writable;
        private boolean closed;

        Watched(int fd, Runnable onReady) {
            this.fd = fd;
            this.onReady = onReady;
        }

        @Override
        public void awaitWritable(boolean value) {
            if (value != writable) {
                writable = value;
                change(change, fd, Darwin.EVFILT_WRITE, value ? Darwin.EV_ADD | Darwin.EV_CLEAR : Darwin.EV_DELETE, 0);
            }
        }

        /** A closed descriptor leaves the queue by itself. */
        @Override
        public void close() {
            if (!closed) {
                closed = true;
                watched.remove(fd);
                libc.close(fd);
            }
        }
    }
}
