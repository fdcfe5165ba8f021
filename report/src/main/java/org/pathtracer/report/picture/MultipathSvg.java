// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.picture;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pathtracer.MultipathResult;
import org.pathtracer.multipath.LoadBalancer;
import org.pathtracer.multipath.MultipathEdge;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathRouter;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.ConfidenceText;
import org.pathtracer.report.format.Printable;
import org.pathtracer.report.format.VertexText;

/**
 * A graph as a drawing: TTLs from left to right, in light and dark as the reader's system is.
 *
 * @since 0.1.0
 */
public final class MultipathSvg {
    private static final int MARGIN = 24;
    private static final int HEAD = 92;
    private static final int FOOT = 40;
    private static final int ROW = 44;
    private static final int BOX_HEIGHT = 32;
    private static final int GAP = 64;
    /** Between columns whose edges cross: more with each that does. */
    private static final int GAP_FOR_EDGE = 5;

    private static final int WIDEST_GAP = 280;
    private static final int LEAST_BOX = 92;
    private static final double CHARACTER = 7.25;
    private static final double SMALL_CHARACTER = 6.1;
    private static final double TITLE_CHARACTER = 9.1;
    private static final int LONGEST_DETAIL = 48;
    private static final int LEAST_WIDTH = 560;

    /** Colours are written out, and those of a dark page added: many viewers don't know variables or media. */
    private static final String STYLE = """
            <style>
              text { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 12px; fill: #1f2933 }
              text.soft { fill: #627281; font-size: 10px } text.title { font-size: 15px; font-weight: 600 }
              .paper { fill: #ffffff } .edge { fill: none; stroke: #9fb0c0; stroke-width: 1.4 }
              .box { fill: #f5f7fa; stroke: #9aa5b1; stroke-width: 1.2 }
              .fork { stroke: #2563eb; stroke-width: 2 } .packet { stroke: #c2410c; stroke-width: 2 }
              .goal { stroke: #15803d; stroke-width: 2.4 } .silent { stroke-dasharray: 4 3 }
              .vertex:hover .box, .vertex:focus .box { stroke-width: 3 }
              @media (prefers-color-scheme: dark) {
                text { fill: #e4e7eb } text.soft { fill: #9aa7b4 } .paper { fill: #14181d } .edge { stroke: #52606d }
                .box { fill: #1f262e; stroke: #616e7c } .fork { stroke: #60a5fa } .packet { stroke: #fb923c }
                .goal { stroke: #4ade80 } }
            </style>
            """;

    private final MultipathResult result;
    private final MultipathGraph graph;
    private final LayeredLayout layout;
    private final Set<String> perPacket = new HashSet<>();
    /** Numbers of the routers of which it is known that they have several addresses, from 1. */
    private final Map<InetAddress, Integer> routers = new HashMap<>();

    /** Left edges of the columns, by TTL. */
    private final Map<Integer, Integer> columns = new TreeMap<>();

    private final Map<Integer, Integer> widths = new TreeMap<>();
    private final StringBuilder svg = new StringBuilder();
    /** What a link to a vertex begins with, before its number; empty for a drawing without links. */
    private String links = "";

    /**
     * A drawing.
     *
     * @param graph of the result, or a part of it
     */
    public MultipathSvg(MultipathResult result, MultipathGraph graph) {
        this.result = result;
        this.graph = graph;
        layout = new LayeredLayout(graph);
        for (MultipathRouter router : result.routers()) {
            int number = result.routers().indexOf(router) + 1;
            router.addresses().forEach(address -> routers.put(address, number));
        }
        result.loadBalancers().stream()
                .filter(balancer -> balancer.kind() == LoadBalancer.Kind.PER_PACKET)
                .forEach(balancer -> perPacket.add(key(
                        balancer.ttl(), balancer.address().map(AddressText::of).orElse("*"))));
    }

    /**
     * Returns the drawing with each vertex a link within the page around it.
     *
     * @param anchors what the vertices' identifiers on the page begin with, before their numbers
     */
    public String draw(String anchors) {
        links = "#" + anchors;
        return draw();
    }

    public String draw() {
        int right = columns();
        int width = Math.max(Math.max(LEAST_WIDTH, titleWidth()), right + MARGIN);
        int height = HEAD + (int) Math.ceil(layout.height() * ROW) + BOX_HEIGHT + FOOT;
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">",
                width, height, width, height);
        svg.append(STYLE);
        line("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>", width, height);
        head();
        graph.edges().forEach(this::edge);
        graph.vertices().forEach(this::vertex);
        legend(height - MARGIN / 2);
        return svg.append("</svg>\n").toString();
    }

    private int titleWidth() {
        return 2 * MARGIN + (int) Math.ceil(title().length() * TITLE_CHARACTER);
    }

    private String title() {
        return "Paths to " + Printable.line(result.target());
    }

    /** Each column is as wide as its longest name; gives where the last one ends. */
    private int columns() {
        for (MultipathVertex vertex : graph.vertices()) {
            double text = Math.max(
                    VertexText.name(vertex).length() * CHARACTER, detail(vertex).length() * SMALL_CHARACTER);
            int box = (int) Math.ceil(text) + 20;
            widths.merge(vertex.ttl(), Math.max(LEAST_BOX, box), Math::max);
        }
        int x = MARGIN;
        int right = x;
        for (Map.Entry<Integer, Integer> column : widths.entrySet()) {
            columns.put(column.getKey(), x);
            right = x + column.getValue();
            x = right + gapBehind(column.getKey());
        }
        return right;
    }

    /** What stands below its address: names are cut, since one may have 255 characters. */
    private String detail(MultipathVertex vertex) {
        String text = (VertexText.rtt(vertex) + router(vertex) + "  " + VertexText.owner(vertex)).strip();
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL - 3) + "...";
    }

    private String router(MultipathVertex vertex) {
        return vertex.address()
                .map(routers::get)
                .map(number -> "  router " + number)
                .orElse("");
    }

    private int gapBehind(int ttl) {
        int edges = graph.at(ttl).stream()
                .mapToInt(vertex -> graph.successors(vertex.id()).size())
                .sum();
        int uncrossed = Math.max(graph.at(ttl).size(), graph.at(ttl + 1).size());
        return Math.min(WIDEST_GAP, GAP + GAP_FOR_EDGE * Math.max(0, edges - uncrossed));
    }

    private void head() {
        String title = escape(title());
        String address = AddressText.of(result.address());
        line("<title>%s</title>", title);
        line("<text class=\"title\" x=\"%d\" y=\"30\">%s</text>", MARGIN, title);
        line(
                "<text class=\"soft\" x=\"%d\" y=\"46\">%s, %s, %d %s, %d probes%s</text>",
                MARGIN,
                escape(address),
                result.protocol(),
                graph.paths().size(),
                graph.paths().size() == 1 ? "path" : "paths",
                result.probesSent(),
                result.reached() ? "" : ", not reached");
        line(
                "<text class=\"soft\" x=\"%d\" y=\"60\">complete with %.1f %% %s</text>",
                MARGIN, 100 * result.confidence().graph(), ConfidenceText.assumption(result.confidence()));
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
        String detail = detail(vertex);
        if (links.isEmpty()) {
            line("<g class=\"vertex\"><title>%s</title>", escape(hint(vertex)));
        } else {
            line(
                    "<a class=\"vertex\" href=\"%s%d\"><title>%s</title>",
                    escape(links), vertex.id(), escape(hint(vertex)));
        }
        line(
                "<rect class=\"%s\" x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%d\" rx=\"7\"/>",
                style(vertex), x(vertex), y, width, BOX_HEIGHT);
        line(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
                centre, y + (detail.isEmpty() ? 20 : 14), escape(VertexText.name(vertex)));
        if (!detail.isEmpty()) {
            line(
                    "<text class=\"soft\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
                    centre, y + 26, escape(detail));
        }
        svg.append(links.isEmpty() ? "</g>\n" : "</a>\n");
    }

    /** Colour and outline each tell something of their own: a silent vertex is dashed also where paths part. */
    private String style(MultipathVertex vertex) {
        return "box" + colour(vertex) + (vertex.silent() ? " silent" : "");
    }

    private String colour(MultipathVertex vertex) {
        if (vertex.destination()) {
            return " goal";
        } else if (perPacket.contains(key(vertex.ttl(), VertexText.name(vertex)))) {
            return " packet";
        }
        return graph.successors(vertex.id()).size() > 1 ? " fork" : "";
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
        String owner = VertexText.owner(vertex);
        return "TTL " + vertex.ttl() + ", " + VertexText.name(vertex)
                + (owner.isEmpty() ? "" : ", " + owner)
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
