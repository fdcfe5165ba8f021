// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.tcp;

import java.util.Optional;
import org.pathtracer.nativeposix.Connections;
import org.pathtracer.nativeposix.OpenSockets;
import org.pathtracer.nativeposix.ProbeConnection;
import org.pathtracer.nativeposix.ReservedPort;
import org.pathtracer.nativewindows.winsock.IcmpError;
import org.pathtracer.nativewindows.winsock.WinsockError;
import org.pathtracer.nativewindows.winsock.Ws2;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/** A connection that an ICMP error ends, of which Windows shows the sender; whatever else ends it is its error. */
final class Connection extends ProbeConnection {
    /** Windows was told not to send the SYN again, and gives up when it would have. */
    private static final long NEVER_NANOS = Long.MAX_VALUE;

    private final TcpSockets sockets;

    Connection(Probe probe, ReservedPort port, Connections connections, TcpSockets sockets, OpenSockets openSockets) {
        super(probe, port, connections, sockets.calls, openSockets);
        this.sockets = sockets;
    }

    @Override
    protected int open() {
        return sockets.open(probe, port);
    }

    @Override
    protected void connected(int error) {
        if (error == 0 || error == WinsockError.WSAEWOULDBLOCK) {
            sent();
        } else {
            connections.failed(this, WinsockError.NAMES.sendFailed("connect", error));
        }
    }

    @Override
    protected long repetitionNanos() {
        return NEVER_NANOS;
    }

    @Override
    protected void conclude(long nanos) {
        int error = sockets.calls.get(fd, Ws2.SOL_SOCKET, Ws2.SO_ERROR);
        switch (error) {
            case 0 -> {
                if (sockets.calls.connected(fd)) {
                    answered(ReplyKind.TCP_SYN_ACK, nanos);
                }
            }
            // It was accepted, and then reset.
            case WinsockError.WSAECONNRESET -> answered(ReplyKind.TCP_SYN_ACK, nanos);
            case WinsockError.WSAECONNREFUSED -> answered(ReplyKind.TCP_RESET, nanos);
            case WinsockError.WSAETIMEDOUT -> connections.unanswered(this);
            default -> icmpError(nanos);
        }
    }

    /** This host's own routing ends a connection in the same way, and then there is nothing to show. */
    private void icmpError(long nanos) {
        Optional<IcmpError> found = sockets.calls.icmpError(fd, probe.profile().family());
        if (found.isEmpty()) {
            connections.lost(this);
            return;
        }
        IcmpError error = found.get();
        connections.answered(
                this,
                Reply.of(probe.id(), error.kind(), error.from(), nanos, TimestampSource.USER)
                        .icmp(error.type(), error.code())
                        .probeDestination(Optional.of(probe.profile().destination()))
                        .matching(Matching.KERNEL)
                        .build());
    }

    private void answered(ReplyKind kind, long nanos) {
        connections.answered(this, reply(kind, nanos, TimestampSource.USER));
    }
}
