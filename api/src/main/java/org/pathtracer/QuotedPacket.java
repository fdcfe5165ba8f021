// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an ICMP error shows of the probe as it arrived at the router that answered. Unprivileged sockets see little or
 * nothing of it; absent means "not shown", not zero.
 *
 * @param ttl TTL or hop limit on arrival, usually 1 (0 to 255)
 * @param trafficClass TOS or traffic class byte on arrival (0 to 255)
 * @param length total length in bytes as the quoted IP header says
 * @param checksumChanged whether the quoted transport checksum differs from the one sent, a sign of address translation
 */
public record QuotedPacket(
        OptionalInt ttl, OptionalInt trafficClass, OptionalInt length, Optional<Boolean> checksumChanged) {
    /** Nothing of the probe was shown. */
    public static final QuotedPacket NOT_SHOWN =
            new QuotedPacket(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());

    /** Whether anything of the probe was shown. */
    public boolean shown() {
        return !equals(NOT_SHOWN);
    }
}
