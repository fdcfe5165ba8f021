// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.picture;

import java.util.stream.Collectors;
import org.pathtracer.multipath.MultipathEdge;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.report.format.VertexText;

/**
 * A graph in the language of Graphviz: TTLs are ranks, from left to right.
 *
 * @since 0.1.0
 */
public final class MultipathDot {
    private MultipathDot() {}

    public static String of(MultipathGraph graph) {
        StringBuilder dot = new StringBuilder("digraph paths {\n");
        dot.append("  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
        graph.vertices().forEach(vertex -> dot.append(vertex(vertex)));
        graph.edges().forEach(edge -> dot.append(edge(edge)));
        graph.vertices().stream()
                .collect(Collectors.groupingBy(MultipathVertex::ttl))
                .values()
                .forEach(rank -> dot.append(rank.stream()
                        .map(vertex -> "v" + vertex.id())
                        .collect(Collectors.joining("; ", "  { rank=same; ", " }\n"))));
        return dot.append("}\n").toString();
    }

    private static String vertex(MultipathVertex vertex) {
        String owner = VertexText.owner(vertex);
        String rtt = VertexText.rtt(vertex);
        String style = vertex.silent() ? ", style=\"rounded,dashed\"" : vertex.destination() ? ", penwidth=2" : "";
        return "  v%d [label=\"%d  %s%s\"%s];\n"
                .formatted(
                        vertex.id(),
                        vertex.ttl(),
                        quoted(VertexText.name(vertex)),
                        (rtt.isEmpty() ? "" : "\\n" + rtt) + (owner.isEmpty() ? "" : "\\n" + quoted(owner)),
                        style);
    }

    private static String edge(MultipathEdge edge) {
        return "  v" + edge.from() + " -> v" + edge.to() + ";\n";
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
