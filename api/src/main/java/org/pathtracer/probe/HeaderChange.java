// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

import java.util.Objects;

/**
 * A header field of a probe that is not as it was sent, as an ICMP error shows.
 *
 * @param field which
 * @param sent its value when it left, as text
 * @param seen its value as quoted, as text
 * @since 0.1.0
 */
public record HeaderChange(HeaderField field, String sent, String seen) {
    /** Takes no null. */
    public HeaderChange {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(sent, "sent");
        Objects.requireNonNull(seen, "seen");
    }
}
