// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.Arrays;
import org.pathtracer.core.packet.EchoMessage;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/** Decides whether something that arrived is an answer to the probe whose number it bears. */
final class ReplyCheck {
    private static final int LEAST_TAG_BITS = 32;

    private ReplyCheck() {}

    static Rejections.Reason check(Slot slot, Reply reply) {
        Probe probe = slot.probe;
        boolean awaited = slot.state != Slot.State.EMPTY && slot.state != Slot.State.FAILED;
        if (probe == null || !awaited || !slot.left) {
            return Rejections.Reason.NOT_AWAITED;
        }
        boolean elsewhere = reply.probeDestination()
                .map(destination -> !destination.equals(probe.profile().destination()))
                .orElse(false);
        if (elsewhere) {
            return Rejections.Reason.WRONG_DESTINATION;
        }
        if (!enoughOfTag(probe, reply)) {
            return Rejections.Reason.TOO_SHORT;
        }
        if (!tagFits(probe.tag(), reply)) {
            return Rejections.Reason.WRONG_TAG;
        }
        return reply.kind() == ReplyKind.ECHO_REPLY ? checkEcho(probe, reply) : Rejections.Reason.NONE;
    }

    /**
     * A router quotes 8 bytes of the message (RFC 792), which show no tag, or so much (RFC 1812 section 4.3.2.3) that
     * they show all of it. A few bits of a tag would be easily guessed.
     */
    private static boolean enoughOfTag(Probe probe, Reply reply) {
        int expected =
                EchoMessage.tagBits(probe.profile().family(), probe.profile().size());
        return reply.tagBits() == 0 || reply.tagBits() >= Math.min(LEAST_TAG_BITS, expected);
    }

    private static boolean tagFits(long tag, Reply reply) {
        int unseen = Long.SIZE - reply.tagBits();
        return unseen == Long.SIZE || tag >>> unseen == reply.tag() >>> unseen;
    }

    // RFC 1122 section 3.2.2.6, RFC 4443 section 4.2: an echo reply has all the data, and comes from the address that
    // was asked.
    private static Rejections.Reason checkEcho(Probe probe, Reply reply) {
        if (reply.tagBits()
                < EchoMessage.tagBits(probe.profile().family(), probe.profile().size())) {
            return Rejections.Reason.TOO_SHORT;
        }
        return sameHost(probe, reply) ? Rejections.Reason.NONE : Rejections.Reason.WRONG_SOURCE;
    }

    /** Zones are left out: the kernel names the link of an answer, the user perhaps that of the target. */
    private static boolean sameHost(Probe probe, Reply reply) {
        byte[] asked = probe.profile().destination().getAddress();
        return Arrays.equals(asked, reply.from().getAddress());
    }
}
