// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import org.jspecify.annotations.Nullable;
import org.pathtracer.Matching;
import org.pathtracer.SystemCallException;
import org.pathtracer.TimestampSource;
import org.pathtracer.nativemacos.libc.Darwin;
import org.pathtracer.nativemacos.libc.Errno;
import org.pathtracer.nativeposix.ConnectionAttempt;
import org.pathtracer.nativeposix.Connections;
import org.pathtracer.nativeposix.Pump;
import org.pathtracer.nativeposix.ReservedPort;
import org.pathtracer.nativeposix.libc.ErrorNames;
import org.pathtracer.nativeposix.loop.PollLoop;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.spi.TransportLoop;

/**
 * A TCP probe: a connection that is begun and never used. Whether it is accepted or refused is its state; ICMP errors
 * come by the ICMP socket, and may have ended it before they are read there.
 */
final class Connection extends ConnectionAttempt {
    /** How long an ICMP error may be on its way to its socket when it has ended the connection already. */
    private static final long GRACE_NANOS = 5_000_000;

    private final Connections connections;
    private final Sockets sockets;
    private final Pump pump;
    private int fd;
    private PollLoop.@Nullable Watch watch;
    private TransportLoop.@Nullable Timer grace;
    private boolean closed;

    Connection(Probe probe, ReservedPort port, Connections connections, Sockets sockets, Pump pump) {
        super(probe, port);
        this.connections = connections;
        this.sockets = sockets;
        this.pump = pump;
    }

    @Override
    protected boolean turn() {
        if (!closed && watch == null) {
            begin();
        } else if (!closed && grace == null) {
            conclude(sockets.calls.get(fd, Darwin.SOL_SOCKET, Darwin.SO_ERROR));
        }
        return false;
    }

    @Override
    protected void close() {
        closed = true;
        if (grace != null) {
            grace.cancel();
        }
        if (watch != null) {
            watch.close();
            pump.forget(this);
        }
    }

    private void begin() {
        PollLoop.Watch watching;
        try {
            fd = sockets.tcp(probe, port);
            watching = pump.watch(fd, this);
        } catch (SystemCallException e) {
            connections.failed(this, ErrorNames.sendFailed(e));
            return;
        }
        watch = watching;
        ProbeProfile profile = probe.profile();
        long before = System.nanoTime();
        int errno = sockets.calls.connect(fd, profile.destination(), probe.destinationPort(), 0);
        if (errno != 0 && errno != Errno.EINPROGRESS && errno != Errno.ECONNREFUSED) {
            connections.failed(this, Errno.NAMES.sendFailed("connect", errno));
            return;
        }
        watching.awaitWritable(true);
        pump.listener.onSent(probe.id(), before, TimestampSource.USER);
        conclude(errno == Errno.ECONNREFUSED ? errno : sockets.calls.get(fd, Darwin.SOL_SOCKET, Darwin.SO_ERROR));
    }

    private void conclude(int errno) {
        long now = System.nanoTime();
        if (errno == Errno.ECONNRESET || errno == 0 && sockets.calls.connected(fd)) {
            connections.answered(this, reply(ReplyKind.TCP_SYN_ACK, now));
        } else if (errno != 0) {
            grace = pump.loop.schedule(() -> giveUp(errno, now), now + GRACE_NANOS);
        }
    }

    /** No ICMP error has explained it: a refusal was the target's own. */
    private void giveUp(int errno, long at) {
        if (errno == Errno.ECONNREFUSED) {
            connections.answered(this, reply(ReplyKind.TCP_RESET, at));
        } else {
            connections.lost(this);
        }
        pump.listener.onDrained();
    }

    private Reply reply(ReplyKind kind, long nanos) {
        return Reply.of(probe.id(), kind, probe.profile().destination(), nanos, TimestampSource.USER)
                .matching(Matching.KERNEL)
                .build();
    }
}
