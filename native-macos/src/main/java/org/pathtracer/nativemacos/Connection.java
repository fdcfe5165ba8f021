// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import java.util.OptionalLong;
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
    /** How long the copy of an ICMP error may take from TCP to the ICMP socket. */
    private static final long COPY_NANOS = 1_000_000;

    private final Sockets sockets;
    private OptionalLong refusal = OptionalLong.empty();

    /** Not begun. */
    Connection(Probe probe, ReservedPort port, Connections connections, Sockets sockets, Pump pump) {
        super(probe, port, connections, sockets.calls, pump);
        this.sockets = sockets;
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
        if (refusal.isPresent()) {
            concludeRefusal(refusal.getAsLong());
            return;
        }
        int errno = sockets.calls.get(fd, Darwin.SOL_SOCKET, Darwin.SO_ERROR);
        if (errno == Errno.ECONNRESET || errno == 0 && sockets.calls.connected(fd)) {
            answered(ReplyKind.TCP_SYN_ACK, System.nanoTime());
        } else if (errno == Errno.ECONNREFUSED) {
            refused();
        }
    }

    /**
     * An ICMP error may have refused it, and is told instead. The kernel tells TCP of it before the ICMP socket gets
     * its copy (icmp_input in XNU's ip_icmp.c), so that is looked at again after a while.
     */
    private void refused() {
        long now = System.nanoTime();
        refusal = OptionalLong.of(now);
        pump.loop.schedule(
                () -> {
                    pump.ready(this);
                    pump.flush();
                },
                now + COPY_NANOS);
    }

    private void concludeRefusal(long at) {
        if (System.nanoTime() - at >= COPY_NANOS) {
            answered(ReplyKind.TCP_RESET, at);
        }
    }

    private void answered(ReplyKind kind, long nanos) {
        connections.answered(this, reply(kind, nanos, TimestampSource.USER));
    }
}
