// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.tcp;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.AddressFamily;
import org.pathtracer.core.loop.ThreadLoop;
import org.pathtracer.core.packet.RawAddress;
import org.pathtracer.nativeposix.libc.LoadedLibrary;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.nativeposix.loop.PollLoop;
import org.pathtracer.nativewindows.winsock.Winsock;
import org.pathtracer.nativewindows.winsock.WinsockCalls;
import org.pathtracer.nativewindows.winsock.WinsockError;
import org.pathtracer.nativewindows.winsock.WinsockSystem;
import org.pathtracer.nativewindows.winsock.Ws2;

/** Polls with {@code WSAPoll}, and has a UDP socket on loopback that is connected to itself to be woken by. */
final class WsaPollLoop extends ThreadLoop implements PollLoop {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final InetAddress LOOPBACK = RawAddress.of(new byte[] {127, 0, 0, 1});

    private final Winsock winsock = WinsockSystem.calls();
    private final List<Watched> watched = new ArrayList<>();
    private final NativeMemory one = new NativeMemory(Byte.BYTES);
    private final NativeMemory read = new NativeMemory(Byte.BYTES);
    private final int wakeSocket;

    private NativeMemory pollFds = new NativeMemory(Ws2.POLLFD);

    WsaPollLoop(String threadName) {
        super(threadName, LATE_NANOS);
        WinsockCalls calls = new WinsockCalls();
        wakeSocket = calls.open(AddressFamily.IPV4, Posix.SOCK_DGRAM, Posix.IPPROTO_UDP, fd -> {
            calls.bind(fd, LOOPBACK, 0);
            int error = calls.connect(fd, LOOPBACK, calls.localPort(fd), 0);
            if (error != 0) {
                throw WinsockError.NAMES.exception("connect", error);
            }
            return fd;
        });
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

    /** If there is no room for one more, others are on their way. */
    @Override
    protected void wake() {
        winsock.send(wakeSocket, one.pointer(), Byte.BYTES);
    }

    @Override
    protected void release() {
        List.copyOf(watched).forEach(Watched::close);
        winsock.close(wakeSocket);
    }

    @Override
    protected void await(long nanos) {
        List<Watched> polled = List.copyOf(watched);
        int count = polled.size() + 1;
        if (pollFds.bytes().capacity() < count * Ws2.POLLFD) {
            pollFds = new NativeMemory(2 * count * Ws2.POLLFD);
        }
        putPollFd(0, wakeSocket, Ws2.POLLIN);
        for (int i = 1; i < count; i++) {
            Watched watch = polled.get(i - 1);
            putPollFd(i, watch.fd, watch.writable ? Ws2.POLLIN | Ws2.POLLOUT : Ws2.POLLIN);
        }
        int ready = winsock.poll(pollFds.pointer(), count, millis(nanos));
        if (ready > 0) {
            dispatch(polled);
        } else if (ready < 0) {
            // It would fail again at once, and again.
            throw WinsockError.NAMES.exception("WSAPoll", LoadedLibrary.error());
        }
    }

    /** Rounded up: with less than a millisecond to go, it would ask again and again. */
    private static int millis(long nanos) {
        if (nanos == NEVER) {
            return -1;
        }
        return (int) Math.min(Integer.MAX_VALUE, nanos / NANOS_PER_MILLI + (nanos % NANOS_PER_MILLI == 0 ? 0 : 1));
    }

    private void dispatch(List<Watched> polled) {
        if (events(0) != 0) {
            winsock.recv(wakeSocket, read.pointer(), Byte.BYTES);
        }
        for (int i = 0; i < polled.size(); i++) {
            if (events(i + 1) != 0 && !polled.get(i).closed) {
                guarded(polled.get(i).onReady);
            }
        }
    }

    private void putPollFd(int index, int fd, int events) {
        pollFds.bytes().putLong(index * Ws2.POLLFD, fd);
        pollFds.bytes().putShort(index * Ws2.POLLFD + Ws2.POLLFD_EVENTS, (short) events);
        pollFds.bytes().putShort(index * Ws2.POLLFD + Ws2.POLLFD_REVENTS, (short) 0);
    }

    private int events(int index) {
        return pollFds.bytes().getShort(index * Ws2.POLLFD + Ws2.POLLFD_REVENTS);
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
                winsock.close(fd);
            }
        }
    }
}
