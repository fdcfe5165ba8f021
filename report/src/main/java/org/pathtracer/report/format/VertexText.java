// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pathtracer.multipath.MultipathVertex;

/**
 * What a vertex is called in text and drawings.
 *
 * @since 0.1.0
 */
public final class VertexText {
    private VertexText() {}

    public static String name(MultipathVertex vertex) {
        return vertex.address().map(AddressText::of).orElse("*");
    }

    /** Host name and autonomous system, as far as they are known. */
    public static String owner(MultipathVertex vertex) {
        return Stream.concat(
                        vertex.hostname().stream().map(Printable::line),
                        vertex.asn().stream().map(asn -> "AS" + asn))
                .collect(Collectors.joining("  "));
    }

    /** Shortest time, or nothing. */
    public static String rtt(MultipathVertex vertex) {
        return vertex.statistics()
                .min()
                .map(rtt -> Milliseconds.fixed(rtt) + " ms")
                .orElse("");
    }
}
