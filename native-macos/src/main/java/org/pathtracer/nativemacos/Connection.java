// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import java.util.OptionalLong;
import org.pathtracer.nativemacos.libc.Darwin;
import org.pathtracer.nativemacos.libc.Errno;
import org.pathtracer.nativeposix.Connections;
import org.pathtracer.nativeposix.OpenSockets;
import org.pathtracer.nativeposix.ProbeConnection;
import org.pathtracer.nativeposix.ReservedPort;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ReplyKind;

/**
 * A connection of which ICMP errors come by the ICMP socket, and may have ended it before they are read there; whether
 * it is accepted or refused is its state.
 */
final class Connection extends ProbeConnection {
    /** How long the copy of an ICMP error may take from TCP to the ICMP socket. */
    private static final long COPY_NANOS = 1_000_000;

    private static final long REPETITION_NANOS = 1_000_000_000;
    private static final ProbeOutcome.SendFailed HELD_UP = new ProbeOutcome.SendFailed(
            "connect",
            Errno.EALREADY,
            "EALREADY",
            "this process was held up until the system may have repeated the packet, so which one was answered can't be"
                    + " told; probe again");

    private final Sockets sockets;
    private OptionalLong refusal = OptionalLong.empty();
    private long lookAgainAt;

    /** Not begun. */
    Connection(Probe probe, ReservedPort port, Connections connections, Sockets sockets, OpenSockets openSockets) {
        super(probe, port, connections, sockets.calls, openSockets);
        this.sockets = sockets;
    }

    @Override
    protected int open() {
        return sockets.tcp(probe, port);
    }

    @Override
    protected void connected(int errno) {
        long now = System.nanoTime();
        if (errno == 0 || errno == Errno.EINPROGRESS) {
            sent();
        } else if (errno == Errno.ECONNREFUSED) {
            sent();
            refused(now);
        } else {
            connections.failed(this, Errno.NAMES.sendFailed("connect", errno));
        }
    }

    /** The system does not tell; its source has a second for a SYN (TCPTV_RTOBASE, tcp_timer.h). */
    @Override
    protected long repetitionNanos() {
        return REPETITION_NANOS;
    }

    /** What else ends a connection is an ICMP error, which is waited for. */
    @Override
    protected void conclude(long nanos) {
        if (refusal.isPresent()) {
            concludeRefusal(refusal.getAsLong());
            return;
        }
        int errno = sockets.calls.get(fd, Darwin.SOL_SOCKET, Darwin.SO_ERROR);
        boolean accepted = errno == Errno.ECONNRESET || errno == 0 && sockets.calls.connected(fd);
        if (!accepted && errno != Errno.ECONNREFUSED) {
            return;
        }
        if (System.nanoTime() - sentNanos >= REPETITION_NANOS) {
            connections.failed(this, HELD_UP);
        } else if (accepted) {
            answered(ReplyKind.TCP_SYN_ACK, nanos);
        } else {
            refused(nanos);
        }
    }

    /**
     * An ICMP error may have refused it, and is told instead. The kernel tells TCP of it before the ICMP socket gets
     * its copy (icmp_input in XNU's ip_icmp.c), so that is looked at again after a while.
     */
    private void refused(long nanos) {
        refusal = OptionalLong.of(nanos);
        lookAgainAt = System.nanoTime() + COPY_NANOS;
        openSockets.loop.schedule(
                () -> {
                    openSockets.ready(this);
                    openSockets.flush();
                },
                lookAgainAt);
    }

    /** In a round that began before, the ICMP socket may have been looked at before its copy came. */
    private void concludeRefusal(long at) {
        if (openSockets.roundNanos() - lookAgainAt >= 0) {
            answered(ReplyKind.TCP_RESET, at);
        }
    }

    private void answered(ReplyKind kind, long nanos) {
        connections.answered(this, reply(kind, nanos, TimestampSource.USER));
    }
}
