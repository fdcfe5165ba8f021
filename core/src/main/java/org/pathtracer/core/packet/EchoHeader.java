// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import org.pathtracer.spi.QuotedFields;

/**
 * What an echo request or reply, or the quoted part of one, says of its probe.
 *
 * @param identifier 0 to 65535
 * @param sequence 0 to 65535
 * @param checksum 0 to 65535
 * @param tag as many leading bits as there were, the rest 0
 * @param tagBits how many that are (0 to 64)
 */
public record EchoHeader(int identifier, int sequence, int checksum, long tag, int tagBits) implements ProbeHeader {
    @Override
    public QuotedFields.Builder addTo(QuotedFields.Builder fields) {
        return fields.checksum(checksum);
    }
}
