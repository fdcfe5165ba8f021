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

/**
 * A TCP probe: a connection that is begun and never used. Whether it is accepted or refused is its state; ICMP errors
 * come by the ICMP socket, and may have ended it before they are read there.
 */
final class Connection extends ConnectionAttempt {
    private final Connections connections;
    private final Sockets sockets;
    private final Inbox errors;
    private final Pump pump;
    private int fd;
    private PollLoop.@Nullable Watch watch;
    private boolean closed;

    /**
     * Not begun.
     *
     * @param errors where ICMP errors are read
     */
    Connection(Probe probe, ReservedPort port, Connections connections, Sockets sockets, Inbox errors, Pump pump) {
        super(probe, port);
        this.connections = connections;
        this.sockets = sockets;
        this.errors = errors;
        this.pump = pump;
    }

    @Override
    protected boolean turn() {
        if (!closed && watch == null) {
            begin();
        } else if (!closed) {
            conclude(sockets.calls.get(fd, Darwin.SOL_SOCKET, Darwin.SO_ERROR));
        }
        return false;
    }

    @Override
    protected void close() {
        closed = true;
        if (watch != null) {
            watch.close();
            pump.forget(this);
        }
    }

    private void begin() {
        PollLoop.Watch watching;
        try {
            fd = sockets.tcp(probe, port);
            watching = watch(fd);
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

    private PollLoop.Watch watch(int opened) {
        try {
            return pump.watch(opened, this);
        } catch (SystemCallException e) {
            sockets.calls.close(opened);
            throw e;
        }
    }

    /**
     * An ICMP error may have refused it, and is told instead. What else ends a connection is an ICMP error too, which
     * is waited for.
     */
    private void conclude(int errno) {
        long now = System.nanoTime();
        if (errno == Errno.ECONNRESET || errno == 0 && sockets.calls.connected(fd)) {
            connections.answered(this, reply(ReplyKind.TCP_SYN_ACK, now));
        } else if (errno == Errno.ECONNREFUSED) {
            if (errors.turn()) {
                pump.ready(errors);
            }
            if (!closed) {
                connections.answered(this, reply(ReplyKind.TCP_RESET, now));
            }
        }
    }

    private Reply reply(ReplyKind kind, long nanos) {
        return Reply.of(probe.id(), kind, probe.profile().destination(), nanos, TimestampSource.USER)
                .matching(Matching.KERNEL)
                .build();
    }
}
