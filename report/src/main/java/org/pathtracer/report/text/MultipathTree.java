// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pathtracer.multipath.Diamond;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.VertexText;

/**
 * A graph as a tree of text. What all paths pass stands at the margin; between, branches are indented up to where they
 * meet again. A vertex that stands above already is told once more, marked, without what is behind it.
 *
 * @since 0.1.0
 */
public final class MultipathTree {
    private static final int TTL_WIDTH = 3;

    private final MultipathGraph graph;
    private final Palette palette;
    private final boolean unicode;
    /** Diamonds by their first vertices' predecessor; this host's has none. */
    private final Map<OptionalInt, Diamond> diamonds = new HashMap<>();

    private final Set<Integer> told = new HashSet<>();
    private final List<String> lines = new ArrayList<>();

    public MultipathTree(MultipathGraph graph, Palette palette) {
        this.graph = graph;
        this.palette = palette;
        this.unicode = Charset.defaultCharset().newEncoder().canEncode('├');
        graph.diamonds().forEach(diamond -> diamonds.put(diamond.divergence(), diamond));
    }

    public List<String> lines() {
        OptionalInt at = OptionalInt.empty();
        List<Integer> next = roots();
        while (!next.isEmpty()) {
            Optional<Diamond> diamond = Optional.ofNullable(diamonds.get(at));
            if (diamond.isPresent()) {
                branches(next, "", diamond.get().convergence());
                at = diamond.get().convergence();
                if (at.isEmpty()) {
                    break;
                }
            } else {
                at = OptionalInt.of(next.get(0));
            }
            tell(at.getAsInt(), "");
            next = graph.successors(at.getAsInt());
        }
        return lines;
    }

    private List<Integer> roots() {
        return graph.vertices().stream()
                .filter(vertex -> vertex.ttl() == graph.vertices().get(0).ttl())
                .map(MultipathVertex::id)
                .toList();
    }

    private void branches(List<Integer> ids, String indent, OptionalInt convergence) {
        List<Integer> inside = ids.stream()
                .filter(id -> convergence.isEmpty() || id != convergence.getAsInt())
                .toList();
        for (int i = 0; i < inside.size(); i++) {
            int id = inside.get(i);
            boolean last = i == inside.size() - 1;
            boolean first = tell(id, indent + branch(last));
            if (first) {
                branches(graph.successors(id), indent + stem(last), convergence);
            }
        }
    }

    private String branch(boolean last) {
        return unicode ? last ? "└─ " : "├─ " : last ? "`- " : "|- ";
    }

    private String stem(boolean last) {
        return last ? "   " : unicode ? "│  " : "|  ";
    }

    /** Whether it was not told before. */
    private boolean tell(int id, String indent) {
        MultipathVertex vertex = graph.vertices().get(id);
        boolean first = told.add(id);
        String ttl = Integer.toString(vertex.ttl());
        String name = VertexText.name(vertex);
        String detail = first ? (VertexText.rtt(vertex) + "  " + VertexText.owner(vertex)).strip() : "(above)";
        lines.add((" ".repeat(Math.max(0, TTL_WIDTH - ttl.length())) + ttl + "  "
                        + palette.faint(indent)
                        + (vertex.destination() ? palette.good(name) : name)
                        + "  "
                        + palette.faint(detail))
                .stripTrailing());
        return first;
    }
}
