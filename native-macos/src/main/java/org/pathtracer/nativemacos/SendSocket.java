// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.pathtracer.nativemacos.libc.Errno;
import org.pathtracer.nativemacos.libc.SendBuffer;
import org.pathtracer.nativeposix.Channel;
import org.pathtracer.nativeposix.Departures;
import org.pathtracer.nativeposix.OpenSockets;
import org.pathtracer.nativeposix.libc.PacketWriter;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.TransportLoop;

/** A socket by which the probes of one {@link SocketKind} leave. Nothing is changed on it once it has sent. */
final class SendSocket extends Channel {
    private static final int MOST_PACKETS = 64;
    private static final long RETRY_NANOS = 1_000_000;

    private final Runnable closing;
    private final int fd;
    private final SendBuffer buffer;
    private final PacketWriter writer;
    private final Departures departures;
    private final OpenSockets openSockets;
    private final ArrayDeque<Probe> outbox = new ArrayDeque<>();
    private TransportLoop.@Nullable Timer retry;
    private boolean closed;

    /**
     * Owns the socket from now on.
     *
     * @param closing closes it
     */
    SendSocket(
            int fd,
            Runnable closing,
            SendBuffer buffer,
            PacketWriter writer,
            Departures departures,
            OpenSockets openSockets) {
        this.fd = fd;
        this.closing = closing;
        this.buffer = buffer;
        this.writer = writer;
        this.departures = departures;
        this.openSockets = openSockets;
        openSockets.own(this);
    }

    void add(Probe probe) {
        outbox.add(probe);
        if (retry == null) {
            openSockets.ready(this);
        }
    }

    boolean busy() {
        return !outbox.isEmpty();
    }

    @Override
    protected boolean turn() {
        int sent = 0;
        Probe probe;
        while (!closed && retry == null && sent++ < MOST_PACKETS && (probe = outbox.peek()) != null) {
            send(probe);
        }
        return !closed && retry == null && busy();
    }

    private void send(Probe probe) {
        long before = System.nanoTime();
        int errno = buffer.send(fd, probe, writer);
        if (errno == Errno.EAGAIN) {
            retry = openSockets.loop.schedule(this::retry, before + RETRY_NANOS);
        } else if (errno == 0) {
            outbox.remove();
            departures.left(probe);
            openSockets.listener.onSent(probe.id(), before, TimestampSource.USER);
        } else if (errno != Errno.EINTR) {
            outbox.remove();
            departures.failed(probe);
            openSockets.listener.onSendFailed(probe.id(), Errno.NAMES.sendFailed("sendto", errno));
        }
    }

    private void retry() {
        retry = null;
        openSockets.ready(this);
        openSockets.flush();
    }

    @Override
    protected void close() {
        if (!closed) {
            closed = true;
            if (retry != null) {
                retry.cancel();
            }
            closing.run();
            openSockets.forget(this);
        }
    }
}
