// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.Optional;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.Linux;
import org.pathtracer.nativelinux.libc.LinuxCalls;
import org.pathtracer.nativelinux.libc.ReceiveBatch;
import org.pathtracer.nativeposix.Arrival;
import org.pathtracer.nativeposix.Connections;
import org.pathtracer.nativeposix.OpenSockets;
import org.pathtracer.nativeposix.ProbeConnection;
import org.pathtracer.nativeposix.ReservedPort;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/** A connection whose ICMP errors come by its error queue; whether it is accepted or refused is its state. */
final class Connection extends ProbeConnection {
    private static final long NANOS_PER_MICRO = 1000;
    private static final ProbeOutcome.SendFailed EARLIER = new ProbeOutcome.SendFailed(
            "connect",
            Errno.EALREADY,
            "EALREADY",
            "the target still held an earlier connection with the same ports, so which packet it answered can't be told;"
                    + " probe more slowly, choose another source port, or use raw sockets");

    private final Sockets sockets;

    Connection(Probe probe, ReservedPort port, Connections connections, Sockets sockets, OpenSockets openSockets) {
        super(probe, port, connections, sockets.calls, openSockets);
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
        Optional<Reply> answer = begun ? Optional.empty() : answer(errno, System.nanoTime());
        if (!begun && answer.isEmpty()) {
            connections.failed(this, Errno.sendFailed("connect", errno));
            return;
        }
        sent();
        answer.ifPresent(reply -> connections.answered(this, reply));
    }

    @Override
    protected long repetitionNanos() {
        return sockets.calls.tcpState(fd).repetitionMicros() * NANOS_PER_MICRO;
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
                        .reply(probe.id(), Arrival.of(batch, openSockets.clock))
                        .matching(Matching.KERNEL)
                        .build());
            }
        }
        return Optional.empty();
    }

    /** What the call told that began the connection: an answer from nearby may have come before it was back. */
    private Optional<Reply> answer(int errno, long nanos) {
        return queuedError().or(() -> errno == Errno.ECONNREFUSED ? Optional.of(refused(nanos)) : Optional.empty());
    }

    /** Asks in this order, so that whatever has closed the connection is there to be seen. */
    @Override
    protected void conclude(long nanos) {
        LinuxCalls.TcpState state = sockets.calls.tcpState(fd);
        int errno = sockets.calls.get(fd, Linux.SOL_SOCKET, Linux.SO_ERROR);
        Optional<Reply> answer =
                errno == 0 && state.established() ? Optional.of(accepted(state, nanos)) : answer(errno, nanos);
        if (state.repeated()) {
            repeated();
        } else if (answer.isPresent()) {
            connections.answered(this, answer.get());
        } else if (errno == Errno.ECONNRESET) {
            connections.answered(this, accepted(state, nanos));
        } else if (!state.connecting()) {
            connections.lost(this);
        }
    }

    /**
     * What is answered may be any of the packets. The kernel has sent the first one again because no answer to it came
     * in time; or, sooner, because the target spoke of an earlier connection, of which it had not learned the end.
     */
    private void repeated() {
        if (System.nanoTime() - endNanos() >= 0) {
            connections.unanswered(this);
        } else {
            connections.failed(this, EARLIER);
        }
    }

    private Reply refused(long nanos) {
        return reply(ReplyKind.TCP_RESET, nanos, TimestampSource.USER);
    }

    /** The kernel has measured the round-trip time itself; a connection that is gone has none. */
    private Reply accepted(LinuxCalls.TcpState state, long nanos) {
        long received = sentNanos + state.rttMicros() * NANOS_PER_MICRO;
        boolean measured = state.rttMicros() > 0 && System.nanoTime() - received >= 0;
        return reply(
                ReplyKind.TCP_SYN_ACK,
                measured ? received : nanos,
                measured ? TimestampSource.KERNEL : TimestampSource.USER);
    }
}
