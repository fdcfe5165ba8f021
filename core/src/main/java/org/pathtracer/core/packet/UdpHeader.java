// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.util.OptionalInt;
import org.pathtracer.Protocol;
import org.pathtracer.spi.QuotedFields;

/**
 * The UDP header of a probe (RFC 768), and what its payload shows.
 *
 * @param sourcePort 0 to 65535
 * @param destinationPort 0 to 65535
 * @param length bytes of header and payload, as the header says (0 to 65535)
 * @param checksum 0 to 65535, where 0 says that there is none; empty where a quote shows it unfinished: a router on the
 *     same machine sees packets before any network card has computed their checksums
 * @param mark the payload's beginning
 */
public record UdpHeader(int sourcePort, int destinationPort, int length, OptionalInt checksum, UdpMark mark)
        implements ProbeHeader {
    @Override
    public QuotedFields.Builder addTo(QuotedFields.Builder fields) {
        checksum.ifPresent(fields::checksum);
        return fields.sourcePort(sourcePort).destinationPort(destinationPort);
    }

    /** This, as quoted behind an IP header. What kernels leave for a card to finish is the sum of the pseudo header. */
    UdpHeader behind(QuotedHeader ip) {
        int pseudoHeader = PseudoHeader.sum(ip.source(), ip.destination(), Protocol.UDP, length);
        return checksum.orElse(pseudoHeader) == pseudoHeader
                ? new UdpHeader(sourcePort, destinationPort, length, OptionalInt.empty(), mark)
                : this;
    }
}
