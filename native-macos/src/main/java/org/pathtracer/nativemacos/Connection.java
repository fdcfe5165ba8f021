// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import org.pathtracer.TimestampSource;
import org.pathtracer.nativemacos.libc.Darwin;
import org.pathtracer.nativemacos.libc.Errno;
import org.pathtracer.nativeposix.ConnectionAttempt;
import org.pathtracer.nativeposix.Connections;
import org.pathtracer.nativeposix.Pump;
import org.pathtracer.nativeposix.ReservedPort;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ReplyKind;

/**
 * A connection of which ICMP errors come by the ICMP socket, and may have ended it before they are read there; whether
 * it is accepted or refused is its state.
 */
final class Connection extends ConnectionAttempt {
    private final Sockets sockets;
    private final Inbox errors;

    /**
     * Not begun.
     *
     * @param errors where ICMP errors are read
     */
    Connection(Probe probe, ReservedPort port, Connections connections, Sockets sockets, Inbox errors, Pump pump) {
        super(probe, port, connections, sockets.calls, pump);
        this.sockets = sockets;
        this.errors = errors;
    }

    @Override
    protected int open() {
        return sockets.tcp(probe, port);
    }

    @Override
    protected void connected(int errno) {
        if (errno == 0 || errno == Errno.EINPROGRESS) {
            sent();
            conclude();
        } else if (errno == Errno.ECONNREFUSED) {
            sent();
            refused();
        } else {
            connections.failed(this, Errno.NAMES.sendFailed("connect", errno));
        }
    }

    /** What else ends a connection is an ICMP error, which is waited for. */
    @Override
    protected void conclude() {
        int errno = sockets.calls.get(fd, Darwin.SOL_SOCKET, Darwin.SO_ERROR);
        long now = System.nanoTime();
        if (errno == Errno.ECONNRESET || errno == 0 && sockets.calls.connected(fd)) {
            answered(ReplyKind.TCP_SYN_ACK, now);
        } else if (errno == Errno.ECONNREFUSED) {
            refused();
        }
    }

    /** An ICMP error may have refused it, and is told instead. */
    private void refused() {
        long now = System.nanoTime();
        if (errors.turn()) {
            pump.ready(errors);
        }
        if (!closed()) {
            answered(ReplyKind.TCP_RESET, now);
        }
    }

    private void answered(ReplyKind kind, long nanos) {
        connections.answered(this, reply(kind, nanos, TimestampSource.USER));
    }
}
