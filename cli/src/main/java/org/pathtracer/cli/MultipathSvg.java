// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pathtracer.LoadBalancer;
import org.pathtracer.MultipathEdge;
import org.pathtracer.MultipathGraph;
import org.pathtracer.MultipathResult;
import org.pathtracer.MultipathVertex;

/** A graph as a drawing: TTLs from left to right, in light and dark as the reader's system is. */
final class MultipathSvg {
    private static final int MARGIN = 24;
    private static final int HEAD = 92;
    private static final int FOOT = 40;
    private static final int ROW = 44;
    private static final int BOX_HEIGHT = 32;
    private static final int GAP = 64;
    private static final int LEAST_BOX = 92;
    private static final double CHARACTER = 7.2;
    private static final int LEAST_WIDTH = 560;

    private static final String STYLE = """
            <style>
              svg { --paper: #ffffff; --ink: #1f2933; --soft: #7b8794; --box: #f5f7fa; --line: #9aa5b1; --edge: #b8c2cc;
                    --fork: #2563eb; --packet: #c2410c; --goal: #15803d; background: var(--paper);
                    font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 12px }
              @media (prefers-color-scheme: dark) {
                svg { --paper: #14181d; --ink: #e4e7eb; --soft: #8a96a3; --box: #1f262e; --line: #52606d; --edge: #3e4c59;
                      --fork: #60a5fa; --packet: #fb923c; --goal: #4ade80 } }
              text { fill: var(--ink) } .soft { fill: var(--soft); font-size: 10px }
              .title { font-size: 15px; font-weight: 600 }
              .edge { fill: none; stroke: var(--edge); stroke-width: 1.4 }
              .box { fill: var(--box); stroke: var(--line); stroke-width: 1.2 }
              .silent { stroke-dasharray: 4 3; fill: none } .fork { stroke: var(--fork); stroke-width: 2 }
              .packet { stroke: var(--packet); stroke-width: 2 } .goal { stroke: var(--goal); stroke-width: 2.4 }
              .vertex:hover .box { stroke-width: 3 }
            </style>
            """;

    private final MultipathResult result;
    private final MultipathGraph graph;
    private final LayeredLayout layout;
    private final Set<String> perPacket = new HashSet<>();
    /** Left edges of the columns, by TTL. */
    private final Map<Integer, Integer> columns = new TreeMap<>();

    private final Map<Integer, Integer> widths = new TreeMap<>();
    private final StringBuilder svg = new StringBuilder();

    /**
     * A drawing.
     *
     * @param graph of the result, or a part of it
     */
    MultipathSvg(MultipathResult result, MultipathGraph graph) {
        this.result = result;
        this.graph = graph;
        layout = new LayeredLayout(graph);
        result.loadBalancers().stream()
                .filter(balancer -> balancer.kind() == LoadBalancer.Kind.PER_PACKET)
                .forEach(balancer -> perPacket.add(key(
                        balancer.ttl(), balancer.address().map(AddressText::of).orElse("*"))));
    }

    String draw() {
        int right = columns();
        int width = Math.max(LEAST_WIDTH, right - GAP + MARGIN);
        int height = HEAD + (int) Math.ceil(layout.height() * ROW) + BOX_HEIGHT + FOOT;
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">",
                width, height, width, height);
        svg.append(STYLE);
        head();
        graph.edges().forEach(this::edge);
        graph.vertices().forEach(this::vertex);
        legend(height - MARGIN / 2);
        return svg.append("</svg>\n").toString();
    }

    /** Each column is as wide as its longest name; gives where the next would begin. */
    private int columns() {
        for (MultipathVertex vertex : graph.vertices()) {
            int box = (int) Math.ceil(VertexText.name(vertex).length() * CHARACTER) + 20;
            widths.merge(vertex.ttl(), Math.max(LEAST_BOX, box), Math::max);
        }
        int x = MARGIN;
        for (Map.Entry<Integer, Integer> column : widths.entrySet()) {
            columns.put(column.getKey(), x);
            x += column.getValue() + GAP;
        }
        return x;
    }

    private void head() {
        String name = escape(Printable.line(result.target()));
        String address = AddressText.of(result.address());
        line("<title>Paths to %s</title>", name);
        line("<text class=\"title\" x=\"%d\" y=\"30\">Paths to %s</text>", MARGIN, name);
        line(
                "<text class=\"soft\" x=\"%d\" y=\"48\">%s, %s, %d paths, %d probes, complete with %.1f %%%s</text>",
                MARGIN,
                escape(address),
                result.protocol(),
                graph.paths().size(),
                result.probesSent(),
                100 * result.confidence().graph(),
                result.reached() ? "" : ", not reached");
        columns.forEach((ttl, x) -> line(
                "<text class=\"soft\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>",
                x + width(ttl) / 2.0, HEAD - 14, ttl));
    }

    private int x(MultipathVertex vertex) {
        return columns.getOrDefault(vertex.ttl(), MARGIN);
    }

    private int width(int ttl) {
        return widths.getOrDefault(ttl, LEAST_BOX);
    }

    private double middle(MultipathVertex vertex) {
        return HEAD + layout.place(vertex.id()) * ROW + BOX_HEIGHT / 2.0;
    }

    private void edge(MultipathEdge edge) {
        MultipathVertex from = graph.vertices().get(edge.from());
        MultipathVertex to = graph.vertices().get(edge.to());
        double start = x(from) + width(from.ttl());
        double bend = Math.min(GAP, x(to) - start) * 0.6;
        line(
                "<path class=\"edge\" d=\"M%.1f %.1f C%.1f %.1f %.1f %.1f %d %.1f\"/>",
                start, middle(from), start + bend, middle(from), x(to) - bend, middle(to), x(to), middle(to));
    }

    private void vertex(MultipathVertex vertex) {
        double y = middle(vertex) - BOX_HEIGHT / 2.0;
        int width = width(vertex.ttl());
        double centre = x(vertex) + width / 2.0;
        String rtt = VertexText.rtt(vertex);
        line("<g class=\"vertex\"><title>%s</title>", escape(hint(vertex)));
        line(
                "<rect class=\"%s\" x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%d\" rx=\"7\"/>",
                style(vertex), x(vertex), y, width, BOX_HEIGHT);
        line(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
                centre, y + (rtt.isEmpty() ? 20 : 14), escape(VertexText.name(vertex)));
        if (!rtt.isEmpty()) {
            line("<text class=\"soft\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>", centre, y + 26, rtt);
        }
        svg.append("</g>\n");
    }

    private String style(MultipathVertex vertex) {
        if (vertex.destination()) {
            return "box goal";
        } else if (perPacket.contains(key(vertex.ttl(), VertexText.name(vertex)))) {
            return "box packet";
        } else if (graph.successors(vertex.id()).size() > 1) {
            return "box fork";
        }
        return vertex.silent() ? "box silent" : "box";
    }

    private static String key(int ttl, String name) {
        return ttl + " " + name;
    }

    private String hint(MultipathVertex vertex) {
        List<String> flows = graph.paths().stream()
                .filter(path -> path.vertices().contains(vertex.id()))
                .flatMap(path -> path.flows().stream().limit(1))
                .map(String::valueOf)
                .toList();
        String some = flows.stream().limit(8).collect(Collectors.joining(", "));
        return "TTL " + vertex.ttl() + ", " + VertexText.name(vertex)
                + (some.isEmpty() ? "" : ", flows " + some + (flows.size() > 8 ? ", ..." : ""));
    }

    private void legend(int y) {
        int x = MARGIN;
        for (String[] entry : new String[][] {
            {"box fork", "paths part"},
            {"box packet", "packet by packet"},
            {"box silent", "silent"},
            {"box goal", "target"}
        }) {
            line("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"16\" height=\"10\" rx=\"3\"/>", entry[0], x, y - 9);
            line("<text class=\"soft\" x=\"%d\" y=\"%d\">%s</text>", x + 22, y, entry[1]);
            x += 40 + (int) (entry[1].length() * CHARACTER);
        }
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
