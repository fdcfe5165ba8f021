// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.net.InetAddress;
import java.time.Duration;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.result.EchoReplyRecord;
import org.pathtracer.result.ReceptionRecord;
import org.pathtracer.result.TcpResetRecord;
import org.pathtracer.result.TcpSynAckRecord;
import org.pathtracer.result.TimeExceededRecord;
import org.pathtracer.result.UdpReplyRecord;
import org.pathtracer.result.UnreachableRecord;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.QuotedPacket;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.Reply;

/** Turns a reply that was matched into the outcome of its probe. */
final class Answers {
    // RFC 4443 section 3.4: what a host says that does not know the probe's protocol
    private static final int PARAMETER_PROBLEM = 4;
    private static final int UNRECOGNIZED_NEXT_HEADER = 1;

    private Answers() {}

    static ProbeOutcome.Answer of(InFlightProbe awaited, Probe probe, Reply reply) {
        Reception reception = reception(awaited, probe, reply);
        return switch (reply.kind()) {
            case ECHO_REPLY -> new EchoReplyRecord(reception);
            case TIME_EXCEEDED -> new TimeExceededRecord(reception, quoted(probe, reply), reply.extensions());
            case UNREACHABLE ->
                new UnreachableRecord(
                        reception, reason(probe, reply), OptionalInt.empty(), quoted(probe, reply), reply.extensions());
            case PACKET_TOO_BIG ->
                new UnreachableRecord(
                        reception,
                        UnreachableReason.FRAGMENTATION_NEEDED,
                        reply.nextMtu(),
                        quoted(probe, reply),
                        reply.extensions());
            case TCP_SYN_ACK -> new TcpSynAckRecord(reception);
            case TCP_RESET -> new TcpResetRecord(reception);
            case UDP_REPLY -> new UdpReplyRecord(reception);
        };
    }

    private static Reception reception(InFlightProbe awaited, Probe probe, Reply reply) {
        InetAddress destination = probe.profile().destination();
        long nanos = Math.max(0, reply.receivedNanos() - awaited.sentNanos);
        return new ReceptionRecord(
                // One object for all answers of a target: there may be many.
                reply.from().equals(destination) ? destination : reply.from(),
                Duration.ofNanos(nanos),
                source(awaited.sentSource, reply.source()),
                reply.replyTtl(),
                reply.icmpType(),
                reply.icmpCode(),
                awaited.state == InFlightProbe.State.EXPIRED,
                reply.identification());
    }

    private static QuotedPacket quoted(Probe probe, Reply reply) {
        boolean tagged = reply.matching() == Matching.NUMBER && ReplyCheck.tagged(probe, reply);
        return QuoteComparison.of(probe, reply, tagged ? Matching.TAG : reply.matching());
    }

    private static TimestampSource source(TimestampSource sent, TimestampSource received) {
        if (received != TimestampSource.KERNEL) {
            return TimestampSource.USER;
        }
        return sent == TimestampSource.KERNEL ? TimestampSource.KERNEL : TimestampSource.KERNEL_RECEIVE;
    }

    private static UnreachableReason reason(Probe probe, Reply reply) {
        int type = reply.icmpType().orElse(-1);
        int code = reply.icmpCode().orElse(-1);
        boolean v6 = probe.profile().family() == AddressFamily.IPV6;
        if (v6 && type == PARAMETER_PROBLEM && code == UNRECOGNIZED_NEXT_HEADER) {
            return UnreachableReason.PROTOCOL;
        }
        if (v6 ? type != 1 : type != 3) {
            return UnreachableReason.OTHER;
        }
        return v6 ? UnreachableReason.ofIcmpv6(code) : UnreachableReason.ofIcmp(code);
    }
}
