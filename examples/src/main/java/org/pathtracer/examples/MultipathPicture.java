// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.examples;

import java.net.InetAddress;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathTracer;
import org.pathtracer.multipath.MultipathEdge;
import org.pathtracer.multipath.MultipathVertex;

/** Draws all paths to a target for Graphviz: pipe it into {@code dot -Tsvg}. */
public final class MultipathPicture {
    private MultipathPicture() {}

    static String dot(MultipathResult paths) {
        StringBuilder text = new StringBuilder("digraph paths {\n  rankdir=LR;\n");
        for (MultipathVertex vertex : paths.graph().vertices()) {
            String label = vertex.address().map(InetAddress::getHostAddress).orElse("silent");
            text.append("  n%d [label=\"%s\"];\n".formatted(vertex.id(), label));
        }
        for (MultipathEdge edge : paths.graph().edges()) {
            text.append("  n%d -> n%d;\n".formatted(edge.from(), edge.to()));
        }
        return text.append("}\n").toString();
    }

    /** Argument: the target. */
    public static void main(String[] arguments) {
        try (PathTracer tracer = PathTracer.create()) {
            System.out.print(dot(tracer.discoverPaths(arguments[0])));
        }
    }
}
