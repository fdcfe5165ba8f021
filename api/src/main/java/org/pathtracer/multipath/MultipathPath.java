// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;

/**
 * One way to the target.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface MultipathPath {
    /**
     * Returns the ids of its vertices in the order of TTLs. Where a balancer sends each packet another way no flow has
     * a path: those TTLs are left out.
     */
    List<Integer> vertices();

    /**
     * Returns the numbers of flows that take it, at least one: a trace or ping with one of them goes this way, as long
     * as it has the same source and destination port.
     */
    List<Integer> flows();

    /** Returns the shortest round-trip time to its last vertex; empty if that is silent. */
    Optional<Duration> rtt();
}
