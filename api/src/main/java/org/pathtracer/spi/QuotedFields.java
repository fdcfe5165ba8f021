// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.util.OptionalInt;

/**
 * Header fields of the probe that an ICMP error quotes, as far as the transport sees them.
 *
 * @param ttl TTL or hop limit
 * @param trafficClass TOS or traffic class byte
 * @param length total length in bytes, IP header included
 * @param checksum of the ICMP, UDP or TCP header
 */
public record QuotedFields(OptionalInt ttl, OptionalInt trafficClass, OptionalInt length, OptionalInt checksum) {
    /** Nothing was quoted or seen. */
    public static final QuotedFields NONE =
            new QuotedFields(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
}
