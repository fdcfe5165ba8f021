// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.Arrays;
import java.util.Optional;
import org.pathtracer.Protocol;
import org.pathtracer.RejectionReason;
import org.pathtracer.core.packet.EchoMessage;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/** Decides whether something that arrived is an answer to the probe whose number it bears, and why if it is none. */
final class ReplyCheck {
    private static final int LEAST_TAG_BITS = 32;

    private ReplyCheck() {}

    static Optional<RejectionReason> check(Slot slot, Reply reply) {
        Probe probe = slot.probe;
        boolean awaited = slot.state != Slot.State.EMPTY && slot.state != Slot.State.FAILED;
        if (probe == null || !awaited || !slot.left) {
            return Optional.of(RejectionReason.NOT_AWAITED);
        }
        if (!fits(reply.kind(), probe.profile().protocol())) {
            return Optional.of(RejectionReason.WRONG_KIND);
        }
        boolean elsewhere = reply.probeDestination()
                .map(destination -> !destination.equals(probe.profile().destination()))
                .orElse(false);
        if (elsewhere) {
            return Optional.of(RejectionReason.WRONG_DESTINATION);
        }
        if (!enoughOfTag(probe, reply)) {
            return Optional.of(RejectionReason.TOO_SHORT);
        }
        if (!tagFits(probe, reply)) {
            return Optional.of(RejectionReason.WRONG_TAG);
        }
        return switch (reply.kind()) {
            case ECHO_REPLY -> checkEcho(probe, reply);
            case TCP_SYN_ACK, TCP_RESET, UDP_REPLY -> checkSource(probe, reply);
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
     * A router quotes 8 bytes of the message (RFC 792), which show no tag, or so much (RFC 1812 section 4.3.2.3) that
     * they show all of it. A few bits of a tag would be easily guessed.
     */
    private static boolean enoughOfTag(Probe probe, Reply reply) {
        return reply.tagBits() == 0 || reply.tagBits() >= Math.min(LEAST_TAG_BITS, tagBits(probe));
    }

    /** Compares what both have: behind a small probe, routers fill up the quote (RFC 4884 section 5.1). */
    private static boolean tagFits(Probe probe, Reply reply) {
        int unseen = Long.SIZE - Math.min(reply.tagBits(), tagBits(probe));
        return unseen == Long.SIZE || probe.tag() >>> unseen == reply.tag() >>> unseen;
    }

    /** Bits of the tag that an ICMP probe carries; with other protocols the transport knows. */
    private static int tagBits(Probe probe) {
        ProbeProfile profile = probe.profile();
        return profile.protocol() == Protocol.ICMP ? EchoMessage.tagBits(profile.family(), profile.size()) : Long.SIZE;
    }

    // RFC 1122 section 3.2.2.6, RFC 4443 section 4.2: an echo reply has all the data, and comes from the address that
    // was asked.
    private static Optional<RejectionReason> checkEcho(Probe probe, Reply reply) {
        return reply.tagBits() < tagBits(probe) ? Optional.of(RejectionReason.TOO_SHORT) : checkSource(probe, reply);
    }

    /** Zones are left out: the kernel names the link of an answer, the user perhaps that of the target. */
    private static Optional<RejectionReason> checkSource(Probe probe, Reply reply) {
        byte[] asked = probe.profile().destination().getAddress();
        return Arrays.equals(asked, reply.from().getAddress())
                ? Optional.empty()
                : Optional.of(RejectionReason.WRONG_SOURCE);
    }
}
