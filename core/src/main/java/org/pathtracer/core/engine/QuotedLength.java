// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import org.pathtracer.AddressFamily;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.QuotedFields;

/**
 * The length in a quoted IPv4 header. Systems of BSD's kind turn it into the machine's byte order, or take the header's
 * 20 bytes off, before they quote a packet, and do not always turn it back. That is the responder's writing, and no
 * change on the way.
 */
final class QuotedLength {
    private static final int HEADER = 20;

    private QuotedLength() {}

    /** The fields with the length that was sent, if the quoted one is just another writing of it. */
    static QuotedFields restored(ProbeProfile profile, QuotedFields seen) {
        int sent = profile.size();
        boolean rewritten = profile.family() == AddressFamily.IPV4
                && seen.length().isPresent()
                && anotherWriting(seen.length().getAsInt(), sent);
        return rewritten ? seen.withLength(sent) : seen;
    }

    private static boolean anotherWriting(int seen, int sent) {
        return seen == swapped(sent) || seen == sent - HEADER || seen == swapped(sent - HEADER);
    }

    private static int swapped(int value) {
        return Short.toUnsignedInt(Short.reverseBytes((short) value));
    }
}
