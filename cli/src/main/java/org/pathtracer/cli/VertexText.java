// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pathtracer.multipath.MultipathVertex;

/** What a vertex is called in text and drawings. */
final class VertexText {
    private VertexText() {}

    static String name(MultipathVertex vertex) {
        return vertex.address().map(AddressText::of).orElse("*");
    }

    /** Host name and autonomous system, as far as they are known. */
    static String owner(MultipathVertex vertex) {
        return Stream.concat(
                        vertex.hostname().stream().map(Printable::line),
                        vertex.asn().stream().map(asn -> "AS" + asn))
                .collect(Collectors.joining("  "));
    }

    /** Shortest time, or nothing. */
    static String rtt(MultipathVertex vertex) {
        return vertex.statistics()
                .min()
                .map(rtt -> Milliseconds.fixed(rtt) + " ms")
                .orElse("");
    }
}
