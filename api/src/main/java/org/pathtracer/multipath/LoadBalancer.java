// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;

/**
 * A router that chooses among several ways.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface LoadBalancer {
    /** Returns the address; empty if it does not answer, or is this host. */
    Optional<InetAddress> address();

    /** Returns the TTL of the router; 0 for this host. */
    int ttl();

    /** Returns what it chooses by. */
    Kind kind();

    /** What decides which way a packet goes. */
    enum Kind {
        /** Its flow: addresses and ports, or what stands in their place. */
        PER_FLOW,
        /** Chance, or turns: packets of one flow go different ways. */
        PER_PACKET,
        /** Its destination: inferred from probes to neighbours of the target, of which some go another way. */
        PER_DESTINATION
    }
}
