// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import org.pathtracer.spi.QuotedFields;

/**
 * The UDP header of a probe (RFC 768), and what its payload shows.
 *
 * @param sourcePort 0 to 65535
 * @param destinationPort 0 to 65535
 * @param length bytes of header and payload, as the header says (0 to 65535)
 * @param checksum 0 to 65535; 0 says that there is none
 * @param mark the payload's beginning
 */
public record UdpHeader(int sourcePort, int destinationPort, int length, int checksum, UdpMark mark)
        implements ProbeHeader {
    @Override
    public QuotedFields.Builder addTo(QuotedFields.Builder fields) {
        return fields.sourcePort(sourcePort).destinationPort(destinationPort).checksum(checksum);
    }
}
