// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.Optional;
import org.pathtracer.Matching;
import org.pathtracer.TimestampSource;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.Linux;
import org.pathtracer.nativelinux.libc.LinuxCalls;
import org.pathtracer.nativelinux.libc.ReceiveBatch;
import org.pathtracer.nativeposix.Arrival;
import org.pathtracer.nativeposix.ConnectionAttempt;
import org.pathtracer.nativeposix.Connections;
import org.pathtracer.nativeposix.Pump;
import org.pathtracer.nativeposix.ReservedPort;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/** A connection whose ICMP errors come by its error queue; whether it is accepted or refused is its state. */
final class Connection extends ConnectionAttempt {
    private static final long NANOS_PER_MICRO = 1000;

    private final Sockets sockets;

    Connection(Probe probe, ReservedPort port, Connections connections, Sockets sockets, Pump pump) {
        super(probe, port, connections, sockets.calls, pump);
        this.sockets = sockets;
    }

    @Override
    protected int open() {
        ProbeProfile profile = probe.profile();
        return sockets.opened(profile.family(), Posix.SOCK_STREAM, Posix.IPPROTO_TCP, options -> {
            options.forConnection(probe);
            port.lend(options.fd(), profile.source());
            return options.fd();
        });
    }

    @Override
    protected void connected(int errno) {
        boolean begun = errno == 0 || errno == Errno.EINPROGRESS;
        Optional<Reply> answer = begun ? Optional.empty() : answer(errno);
        if (!begun && answer.isEmpty()) {
            connections.failed(this, Errno.sendFailed("connect", errno));
            return;
        }
        sent();
        answer.ifPresentOrElse(reply -> connections.answered(this, reply), this::conclude);
    }

    /** An ICMP error, which ends the connection. */
    private Optional<Reply> queuedError() {
        ReceiveBatch batch = sockets.batches.errors();
        int count = batch.receive(fd, Linux.MSG_ERRQUEUE);
        for (int i = 0; i < count; i++) {
            batch.select(i);
            Optional<QueuedError> error =
                    batch.hasError() ? QueuedError.read(probe.profile().family(), batch, 0) : Optional.empty();
            if (error.isPresent()) {
                return Optional.of(error.get()
                        .reply(probe.id(), Arrival.of(batch, pump.clock))
                        .matching(Matching.KERNEL)
                        .build());
            }
        }
        return Optional.empty();
    }

    /** What the call told that began the connection: an answer from nearby may have come before it was back. */
    private Optional<Reply> answer(int errno) {
        return queuedError().or(() -> errno == Errno.ECONNREFUSED ? Optional.of(refused()) : Optional.empty());
    }

    /** Asks in this order, so that whatever has closed the connection is there to be seen. */
    @Override
    protected void conclude() {
        LinuxCalls.TcpState state = sockets.calls.tcpState(fd);
        int errno = sockets.calls.get(fd, Linux.SOL_SOCKET, Linux.SO_ERROR);
        Optional<Reply> answer = answer(errno);
        if (answer.isPresent()) {
            connections.answered(this, answer.get());
        } else if (state.established() || errno == Errno.ECONNRESET) {
            connections.answered(this, accepted(state));
        } else if (!state.connecting()) {
            connections.lost(this);
        }
    }

    private Reply refused() {
        return reply(ReplyKind.TCP_RESET, System.nanoTime(), TimestampSource.USER);
    }

    /** The kernel has measured the round-trip time itself; a connection that is gone has none. */
    private Reply accepted(LinuxCalls.TcpState state) {
        long now = System.nanoTime();
        long received = sentNanos + state.rttMicros() * NANOS_PER_MICRO;
        boolean measured = state.rttMicros() > 0 && now - received >= 0;
        return reply(
                ReplyKind.TCP_SYN_ACK,
                measured ? received : now,
                measured ? TimestampSource.KERNEL : TimestampSource.USER);
    }
}
