// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import org.pathtracer.MultipathVertex;

/** What a vertex is called in text and drawings. */
final class VertexText {
    private VertexText() {}

    static String name(MultipathVertex vertex) {
        return vertex.address().map(AddressText::of).orElse("*");
    }

    /** Shortest time, or nothing. */
    static String rtt(MultipathVertex vertex) {
        return vertex.statistics()
                .min()
                .map(rtt -> Milliseconds.fixed(rtt) + " ms")
                .orElse("");
    }
}
