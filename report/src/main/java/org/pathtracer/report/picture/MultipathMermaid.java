// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.picture;

import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.report.format.VertexText;

/**
 * A graph as a Mermaid flowchart, as many wikis and code hosts draw it.
 *
 * @since 0.1.0
 */
public final class MultipathMermaid {
    private MultipathMermaid() {}

    public static String of(MultipathGraph graph) {
        StringBuilder chart = new StringBuilder("flowchart LR\n");
        graph.vertices().forEach(vertex -> chart.append(vertex(vertex)));
        graph.edges().forEach(edge -> chart.append("  v" + edge.from() + " --> v" + edge.to() + "\n"));
        chart.append("  classDef silent stroke-dasharray: 4 3\n");
        chart.append("  classDef target stroke-width: 3px\n");
        return chart.toString();
    }

    private static String vertex(MultipathVertex vertex) {
        String style = vertex.silent() ? ":::silent" : vertex.destination() ? ":::target" : "";
        return "  v" + vertex.id() + "[\"" + vertex.ttl() + " &nbsp; " + escaped(VertexText.name(vertex)) + "\"]"
                + style + "\n";
    }

    /** Mermaid's own entities: drawings have text as HTML. */
    private static String escaped(String text) {
        return text.replace("#", "#35;")
                .replace("&", "#amp;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;");
    }
}
