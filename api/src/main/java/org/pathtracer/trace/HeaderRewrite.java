// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.trace;

import java.net.InetAddress;
import java.util.Objects;
import java.util.OptionalInt;
import org.pathtracer.probe.HeaderChange;

/**
 * A header field of the probes that something on the path sets anew, such as an address translator or a router that
 * clears the DSCP.
 *
 * @param change which field, its value as sent, and as first seen otherwise
 * @param ttl the first TTL at which an answer shows it changed (1 to 255)
 * @param address the responder that showed it
 * @param unchangedAt the last TTL before at which an answer shows it as sent: the change happened behind that hop, at
 *     {@code ttl} at the latest; empty if none shows it
 * @since 0.1.0
 */
public record HeaderRewrite(HeaderChange change, int ttl, InetAddress address, OptionalInt unchangedAt) {
    /** Takes no null. */
    public HeaderRewrite {
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(unchangedAt, "unchangedAt");
    }
}
