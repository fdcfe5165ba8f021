// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

import java.util.OptionalInt;
import org.pathtracer.annotation.NotForImplementation;

/**
 * A part of a graph between a vertex where paths part and the first one where all of them have met again. Diamonds
 * inside another are part of it.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface Diamond {
    /** Returns the id of the vertex where they part; empty if that is this host. */
    OptionalInt divergence();

    /** Returns the id of the vertex where they have met; empty if they don't meet before they end. */
    OptionalInt convergence();

    /** Returns the largest number of vertices at one TTL (at least 2). */
    int maxWidth();

    /** Returns the longest way from the divergence to the convergence, or the end, in edges (at least 2). */
    int length();

    /**
     * Returns whether, between two TTLs, some vertex has several successors and one of these several predecessors, so
     * that more than one path leads through an edge's two ends.
     */
    boolean meshed();

    /**
     * Returns whether vertices of one TTL differ in their number of successors (predecessors, where the next TTL has
     * fewer vertices), or branches in their length.
     */
    boolean asymmetric();
}
