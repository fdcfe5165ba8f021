// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.Protocol;
import org.pathtracer.RejectionReason;
import org.pathtracer.core.packet.EchoMessage;
import org.pathtracer.core.packet.TcpSyn;
import org.pathtracer.core.packet.UdpProbe;
import org.pathtracer.probe.Matching;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/** Decides whether something that arrived is an answer to the probe whose number it bears, and if not, why. */
final class ReplyCheck {
    private static final int LEAST_TAG_BITS = 32;

    private ReplyCheck() {}

    static Optional<RejectionReason> check(InFlightProbe awaited, Reply reply) {
        Probe probe = awaited.probe;
        boolean sent = awaited.state != InFlightProbe.State.EMPTY && awaited.state != InFlightProbe.State.FAILED;
        if (probe == null || !sent || !awaited.left) {
            return Optional.of(RejectionReason.NOT_AWAITED);
        }
        if (!fits(reply.kind(), probe.profile().protocol())) {
            return Optional.of(RejectionReason.WRONG_KIND);
        }
        // RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.2 and 2.7: nothing that has a name answers from there.
        if (reply.from().isAnyLocalAddress() || reply.from().isMulticastAddress()) {
            return Optional.of(RejectionReason.WRONG_SOURCE);
        }
        Optional<InetAddress> shown = reply.probeDestination();
        if (shown.isPresent() && !shown.get().equals(probe.profile().destination())) {
            return Optional.of(RejectionReason.WRONG_DESTINATION);
        }
        if (!tagFits(probe, reply)) {
            return Optional.of(RejectionReason.WRONG_TAG);
        }
        if (reply.tagBits() > 0 && !tagged(probe, reply) && QuoteComparison.checksumContradicts(probe, reply)) {
            return Optional.of(RejectionReason.TOO_SHORT);
        }
        return switch (reply.kind()) {
            case ECHO_REPLY -> checkEcho(probe, reply);
            case TCP_SYN_ACK, TCP_RESET -> checkTcp(probe, reply);
            case UDP_REPLY -> checkDatagram(probe, reply);
            case TIME_EXCEEDED, UNREACHABLE, PACKET_TOO_BIG -> Optional.empty();
        };
    }

    /** Whether a probe of this protocol can be answered so. */
    private static boolean fits(ReplyKind kind, Protocol protocol) {
        return switch (kind) {
            case ECHO_REPLY -> protocol == Protocol.ICMP;
            case TCP_SYN_ACK, TCP_RESET -> protocol == Protocol.TCP;
            case UDP_REPLY -> protocol == Protocol.UDP;
            case TIME_EXCEEDED, UNREACHABLE, PACKET_TOO_BIG -> true;
        };
    }

    /**
     * Whether it shows so much of the tag that a forger could not guess it. Routers quote 8 bytes of the message (RFC
     * 792), which show nothing of the tag, or more (RFC 1812 section 4.3.2.3). A few bits are no less than none, but
     * are easily guessed: with them the checksum has to fit too.
     */
    static boolean tagged(Probe probe, Reply reply) {
        return reply.tagBits() > 0 && reply.tagBits() >= Math.min(LEAST_TAG_BITS, tagBits(probe));
    }

    /** Compares what both have: behind a small probe, routers fill up the quote (RFC 4884 section 5.1). */
    private static boolean tagFits(Probe probe, Reply reply) {
        int unseen = Long.SIZE - Math.min(reply.tagBits(), tagBits(probe));
        return unseen == Long.SIZE || probe.tag() >>> unseen == reply.tag() >>> unseen;
    }

    /** Bits of the tag that a probe carries. Of TCP this is so with raw sockets; else the kernel knows its own. */
    static int tagBits(Probe probe) {
        ProbeProfile profile = probe.profile();
        return switch (profile.protocol()) {
            case ICMP -> EchoMessage.tagBits(profile.family(), profile.size());
            case UDP -> UdpProbe.tagBits(profile.family(), profile.size());
            case TCP -> TcpSyn.TAG_BITS;
        };
    }

    // RFC 1122 section 3.2.2.6, RFC 4443 section 4.2: an echo reply has all the data, and comes from the address that
    // was asked. Hosts with several addresses obey only the former, and only a host that got the probe has the whole
    // tag.
    private static Optional<RejectionReason> checkEcho(Probe probe, Reply reply) {
        if (reply.tagBits() < tagBits(probe)) {
            return Optional.of(RejectionReason.TOO_SHORT);
        }
        return tagBits(probe) >= LEAST_TAG_BITS ? Optional.empty() : checkSource(probe, reply);
    }

    /** A server that sends the payload back may have several addresses too; what shows less counts by its source. */
    private static Optional<RejectionReason> checkDatagram(Probe probe, Reply reply) {
        return reply.tagBits() >= LEAST_TAG_BITS && tagBits(probe) >= LEAST_TAG_BITS
                ? Optional.empty()
                : checkSource(probe, reply);
    }

    /**
     * An answer acknowledges the whole sequence number, which is the tag; or it came through the kernel's own check.
     */
    private static Optional<RejectionReason> checkTcp(Probe probe, Reply reply) {
        boolean shown = reply.matching() == Matching.KERNEL || reply.tagBits() >= TcpSyn.TAG_BITS;
        return shown ? checkSource(probe, reply) : Optional.of(RejectionReason.TOO_SHORT);
    }

    /** Equality leaves zones out: the kernel names the link of an answer, the user perhaps that of the target. */
    private static Optional<RejectionReason> checkSource(Probe probe, Reply reply) {
        return probe.profile().destination().equals(reply.from())
                ? Optional.empty()
                : Optional.of(RejectionReason.WRONG_SOURCE);
    }
}
