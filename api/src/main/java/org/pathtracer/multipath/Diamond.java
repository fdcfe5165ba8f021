// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * A part of a graph between a vertex where paths part and the first one where all of them have met again. Diamonds
 * inside another are part of it.
 *
 * @param divergence id of the vertex where they part; empty if that is this host
 * @param convergence id of the vertex where they have met; empty if they don't meet before they end
 * @param maxWidth most vertices at one TTL (at least 2)
 * @param length longest way from the divergence to the convergence, or the end, in edges (at least 2)
 * @param meshed whether, between two TTLs, some vertex has several successors and one of these several predecessors, so
 *     that more than one path leads through an edge's two ends
 * @param asymmetric whether vertices of one TTL differ in their number of successors (predecessors, where the next TTL
 *     has fewer vertices), or branches in their length
 * @since 0.1.0
 */
public record Diamond(
        OptionalInt divergence, OptionalInt convergence, int maxWidth, int length, boolean meshed, boolean asymmetric) {
    /** Takes no null. */
    public Diamond {
        Objects.requireNonNull(divergence, "divergence");
        Objects.requireNonNull(convergence, "convergence");
    }
}
