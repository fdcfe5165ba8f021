// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * A router that chooses among several ways.
 *
 * @param address empty if it does not answer, or is this host
 * @param ttl of the router; 0 for this host
 * @param kind what it looks at
 * @since 0.1.0
 */
public record LoadBalancer(Optional<InetAddress> address, int ttl, Kind kind) {
    /** Takes no null. */
    public LoadBalancer {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(kind, "kind");
    }

    /** What decides which way a packet goes. */
    public enum Kind {
        /** Its flow: addresses and ports, or what stands in their place. */
        PER_FLOW,
        /** Chance, or turns: packets of one flow go different ways. */
        PER_PACKET,
        /** Its destination: inferred from probes to neighbours of the target, of which some go another way. */
        PER_DESTINATION
    }
}
