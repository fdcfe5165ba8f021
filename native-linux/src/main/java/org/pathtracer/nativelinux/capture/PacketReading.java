// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.capture;

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.Layout;
import org.pathtracer.nativelinux.libc.Libc;
import org.pathtracer.nativelinux.libc.Linux;
import org.pathtracer.nativelinux.libc.LinuxCalls;
import org.pathtracer.nativelinux.libc.LinuxSystem;
import org.pathtracer.nativelinux.libc.PacketFilter;
import org.pathtracer.nativelinux.libc.ReceiveBatch;
import org.pathtracer.nativelinux.loop.PollLoops;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.nativeposix.loop.PollLoop;
import org.pathtracer.spi.PacketSource;

/** A packet socket that is read on a thread of its own. */
final class PacketReading implements PacketSource.Reading {
    private static final int STAMPS = Linux.SOF_TIMESTAMPING_RX_SOFTWARE | Linux.SOF_TIMESTAMPING_SOFTWARE;
    /** Seconds of probes at a high rate. The kernel gives as much as asked for only to a process with CAP_NET_ADMIN. */
    private static final int BUFFER_BYTES = 32 << 20;

    private static final int CLOSE_SECONDS = 5;

    private final int fd;
    private final PacketSource.Listener listener;
    private final LinuxCalls calls = new LinuxCalls();
    private final ReceiveBatch batch = new ReceiveBatch();
    private final PollLoop loop;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile long missed;

    /** A socket that sees nothing yet; negative errno if it is refused. */
    static int socket() {
        int type = Posix.SOCK_DGRAM | Linux.SOCK_CLOEXEC | Linux.SOCK_NONBLOCK;
        int fd = LinuxSystem.libc().socket(Linux.AF_PACKET, type, 0);
        return fd < 0 ? -LinuxSystem.error() : fd;
    }

    /** Begins to read, and owns the socket. */
    PacketReading(int fd, PacketSource.Listener listener) {
        this.fd = fd;
        this.listener = listener;
        try {
            prepare();
            loop = PollLoops.open("pathtracer-capture");
        } catch (RuntimeException | Error e) {
            calls.close(fd);
            throw e;
        }
        loop.execute(() -> loop.watch(fd, this::read));
    }

    private void prepare() {
        if (calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_RCVBUFFORCE, BUFFER_BYTES) != 0) {
            calls.trySet(fd, Linux.SOL_SOCKET, Linux.SO_RCVBUF, BUFFER_BYTES);
        }
        calls.set(fd, Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING, STAMPS);
        new PacketFilter().acceptProbes(fd);
        bind(LinuxSystem.libc());
    }

    /** To all interfaces; from now on it sees packets. */
    private void bind(Libc libc) {
        NativeMemory name = new NativeMemory(Layout.SOCKADDR_LL);
        name.bytes().putShort(0, (short) Linux.AF_PACKET);
        name.networkOrder().putShort(Layout.SLL_PROTOCOL, (short) Linux.ETH_P_ALL);
        if (libc.bind(fd, name.pointer(), Layout.SOCKADDR_LL) < 0) {
            throw Errno.exception("bind", LinuxSystem.error());
        }
    }

    private void read() {
        int count = ReceiveBatch.MOST;
        while (count == ReceiveBatch.MOST || count == -Errno.EINTR) {
            count = batch.receive(fd, 0);
            for (int i = 0; i < count; i++) {
                batch.select(i);
                tell();
            }
        }
        missed = Integer.toUnsignedLong(calls.drops(fd));
    }

    private void tell() {
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        ByteBuffer packet = batch.data().duplicate().limit(batch.dataOffset() + batch.dataLength());
        packet.position(batch.dataOffset());
        listener.onPacket(
                batch.timed() ? batch.stampNanos() : now, batch.outgoing(), batch.interfaceIndex(), packet.slice());
    }

    @Override
    public long missed() {
        return missed;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        CountDownLatch read = new CountDownLatch(1);
        try {
            loop.execute(() -> {
                read();
                read.countDown();
            });
            read.await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            // The loop has ended by a failure, which it has logged.
            read.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.close();
    }
}
