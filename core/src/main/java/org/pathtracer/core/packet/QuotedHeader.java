// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.net.InetAddress;
import java.util.OptionalInt;
import org.pathtracer.spi.QuotedFields;

/**
 * The IP header that an ICMP error quotes.
 *
 * @param source where the probe came from
 * @param destination where the probe was going
 * @param ttl TTL or hop limit on arrival
 * @param trafficClass TOS or traffic class byte on arrival
 * @param length total length in bytes
 * @param identification of IPv4 (0 to 65535)
 * @param flowLabel of IPv6 (0 to 1048575)
 */
public record QuotedHeader(
        InetAddress source,
        InetAddress destination,
        int ttl,
        int trafficClass,
        int length,
        OptionalInt identification,
        OptionalInt flowLabel) {
    /** What the router shows of the probe, with the header behind this one. */
    public QuotedFields with(ProbeHeader probe) {
        QuotedFields.Builder fields = QuotedFields.builder()
                .source(source)
                .destination(destination)
                .ttl(ttl)
                .trafficClass(trafficClass)
                .length(length);
        identification.ifPresent(fields::identification);
        flowLabel.ifPresent(fields::flowLabel);
        return probe.addTo(fields).build();
    }
}
