// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.util.OptionalInt;
import org.pathtracer.spi.QuotedFields;

/**
 * The TCP header of a probe (RFC 9293 section 3.1), or its first eight bytes.
 *
 * @param sourcePort 0 to 65535
 * @param destinationPort 0 to 65535
 * @param sequence the sequence number, as 32 bits
 * @param checksum 0 to 65535; empty where that much is not shown
 */
public record TcpHeader(int sourcePort, int destinationPort, int sequence, OptionalInt checksum)
        implements ProbeHeader {
    @Override
    public QuotedFields.Builder addTo(QuotedFields.Builder fields) {
        checksum.ifPresent(fields::checksum);
        return fields.sourcePort(sourcePort).destinationPort(destinationPort);
    }
}
