// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.Objects;

/**
 * The protocol of a probe.
 *
 * @since 0.1.0
 */
public enum Protocol {
    /** ICMP or ICMPv6 echo requests. */
    ICMP,
    /** UDP datagrams. */
    UDP,
    /** TCP connection attempts. */
    TCP;

    private static final int MORE_OF_TCP_HEADER = 12;

    /**
     * Returns the size in bytes of the smallest packet that holds a probe; for {@link AddressFamily#ANY} that of IPv4.
     */
    public int smallestPacket(AddressFamily family) {
        Objects.requireNonNull(family, "family");
        return family.smallestPacket() + (this == TCP ? MORE_OF_TCP_HEADER : 0);
    }
}
