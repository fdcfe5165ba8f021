// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One way to the target.
 *
 * @param vertices ids in the order of TTLs. Where a balancer sends each packet another way no flow has a path: those
 *     TTLs are left out
 * @param flows numbers of flows that take it, at least one: a trace or ping with one of them goes this way, as long as
 *     it has the same source and destination port
 * @param rtt shortest round-trip time to its last vertex; empty if that is silent
 * @since 0.1.0
 */
public record MultipathPath(List<Integer> vertices, List<Integer> flows, Optional<Duration> rtt) {
    /** Copies the lists. */
    public MultipathPath {
        Objects.requireNonNull(vertices, "vertices");
        Objects.requireNonNull(flows, "flows");
        Objects.requireNonNull(rtt, "rtt");
        vertices = List.copyOf(vertices);
        flows = List.copyOf(flows);
    }
}
