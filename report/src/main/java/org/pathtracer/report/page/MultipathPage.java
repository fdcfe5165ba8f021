// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pathtracer.MultipathResult;
import org.pathtracer.multipath.LoadBalancer;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathPath;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.report.csv.Table;
import org.pathtracer.report.format.ConfidenceText;
import org.pathtracer.report.format.EnumText;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.OwnerText;
import org.pathtracer.report.format.VertexText;
import org.pathtracer.report.picture.MultipathSvg;
import org.pathtracer.report.text.MultipathText;
import org.pathtracer.report.text.RunNotes;

/**
 * All paths to a target as a page of its own: the graph, which can be moved and enlarged, and each hop's details.
 *
 * @since 0.1.0
 */
public final class MultipathPage {
    private static final String ANCHOR = "hop-";
    private static final int MOST_PATHS = 200;
    private static final int MOST_FLOWS = 12;

    private static final String STYLE = """
            .graph { max-height: 75vh; overflow: auto; border: 1px solid var(--rule); border-radius: 6px; cursor: grab; touch-action: pan-x pan-y; } .graph.moving { cursor: grabbing; user-select: none; }
            .tools { display: flex; gap: .5em; align-items: center; margin: 0 0 .5em; } .tools[hidden] { display: none; }
            button { font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--rule); border-radius: 6px; min-width: 2.4em; min-height: 2.2em; cursor: pointer; }
            .hop { display: none; margin-top: 1em; scroll-margin-top: 70vh; border-left: 6px solid var(--line); } .hop:target { display: block; } .hop a, .path a { color: var(--line); }
            .path { font-size: .9em; }
            """;

    /** Without it, the graph is moved by scrolling, and the browser's own zoom enlarges it. */
    private static final String SCRIPT = """
            (function () {
              'use strict';
              const view = document.getElementById('graph'), svg = view.querySelector('svg'), tools = document.getElementById('tools');
              const width = svg.viewBox.baseVal.width, height = svg.viewBox.baseVal.height, shown = document.getElementById('scale');
              let scale = 1, from = null, moved = false;
              function zoom(to, x, y) {
                to = Math.min(6, Math.max(0.1, to));
                const left = (view.scrollLeft + x) * to / scale - x, top = (view.scrollTop + y) * to / scale - y;
                scale = to;
                svg.style.width = width * to + 'px';
                svg.style.height = height * to + 'px';
                view.scrollLeft = left;
                view.scrollTop = top;
                shown.textContent = Math.round(100 * to) + '\\u00a0%';
              }
              function middle(to) { zoom(to, view.clientWidth / 2, view.clientHeight / 2); }
              function fit() { zoom(Math.min(1.5, (view.clientWidth - 2) / width), 0, 0); }
              const does = { 'in': () => middle(scale * 1.25), 'out': () => middle(scale / 1.25), 'one': () => middle(1), 'fit': fit };
              tools.hidden = false;
              zoom(1, 0, 0);
              view.scrollTop = (view.scrollHeight - view.clientHeight) / 2;
              tools.addEventListener('click', e => { const what = e.target.dataset.zoom; if (what) does[what](); });
              view.addEventListener('keydown', e => {
                const what = { '+': 'in', '=': 'in', '-': 'out', '0': 'one', 'f': 'fit' }[e.key];
                if (what && !e.ctrlKey && !e.metaKey && !e.altKey) { does[what](); e.preventDefault(); }
              });
              view.addEventListener('wheel', e => {
                if (e.ctrlKey) {
                  const box = view.getBoundingClientRect();
                  zoom(scale * Math.exp(-e.deltaY / 300), e.clientX - box.left, e.clientY - box.top);
                  e.preventDefault();
                }
              }, { passive: false });
              view.addEventListener('pointerdown', e => {
                moved = false;
                if (e.pointerType === 'mouse' && e.button === 0) { from = [e.clientX, e.clientY, view.scrollLeft, view.scrollTop]; }
              });
              window.addEventListener('pointermove', e => {
                if (!from) return;
                const x = e.clientX - from[0], y = e.clientY - from[1];
                if (moved || Math.abs(x) + Math.abs(y) > 4) {
                  moved = true;
                  view.classList.add('moving');
                  view.scrollLeft = from[2] - x;
                  view.scrollTop = from[3] - y;
                }
              });
              window.addEventListener('pointerup', () => { from = null; view.classList.remove('moving'); });
              view.addEventListener('click', e => { if (moved) e.preventDefault(); }, true);
              view.addEventListener('dragstart', e => e.preventDefault());
            })();
            """;

    private final MultipathResult result;
    private final MultipathGraph graph;
    private final Page page;

    private MultipathPage(MultipathResult result) {
        this.result = result;
        graph = result.graph();
        page = new Page("Paths to " + result.target(), STYLE, SCRIPT);
    }

    /**
     * Returns the page.
     *
     * @param figures of the vertices
     * @param document the result as JSON
     */
    public static String of(MultipathResult result, Table figures, String document) {
        return new MultipathPage(result).write(figures, document);
    }

    private String write(Table figures, String document) {
        page.verdict(sentence(), result.reached()).facts(result);
        cards();
        graph();
        graph.vertices().forEach(this::vertex);
        page.list("What is remarkable", MultipathText.remarks(result));
        List<String> notes = new ArrayList<>();
        result.limits().forEach(limit -> notes.add(limit.sentence()));
        notes.addAll(RunNotes.ofHost(result.transport(), result.networkChanged()));
        page.list("Good to know", notes);
        paths();
        return page.heading("Figures")
                .table("Figures", figures)
                .folded("JSON", document)
                .end();
    }

    private String sentence() {
        String summary = MultipathText.summary(result);
        return summary.substring(0, 1).toUpperCase(Locale.ROOT) + summary.substring(1);
    }

    private void cards() {
        page.beginCards();
        page.card("", Integer.toString(graph.paths().size()), graph.paths().size() == 1 ? "path" : "paths");
        int widest = result.diamonds().stream()
                .mapToInt(diamond -> diamond.maxWidth())
                .max()
                .orElse(1);
        page.card("", Integer.toString(widest), widest == 1 ? "way at the widest place" : "ways at the widest place");
        page.card("", Long.toString(result.probesSent()), "probes");
        page.card(
                "",
                String.format(Locale.ROOT, "%.1f %%", 100 * result.confidence().graph()),
                "complete with this probability, " + ConfidenceText.assumption(result.confidence()));
        page.endCards();
    }

    private void graph() {
        page.heading("Graph");
        page.markup("<div class=\"tools\" id=\"tools\" hidden>"
                + "<button type=\"button\" data-zoom=\"in\" aria-label=\"Enlarge\">+</button>"
                + "<button type=\"button\" data-zoom=\"out\" aria-label=\"Make smaller\">&minus;</button>"
                + "<button type=\"button\" data-zoom=\"one\">1:1</button>"
                + "<button type=\"button\" data-zoom=\"fit\">Fit</button>"
                + "<span class=\"note\" id=\"scale\" aria-live=\"polite\"></span></div>\n");
        page.markup(
                "<div class=\"wide graph\" id=\"graph\" tabindex=\"0\" role=\"region\" aria-label=\"Graph of the paths\">\n"
                        + new MultipathSvg(result, graph).draw(ANCHOR)
                        + "</div>\n");
        page.paragraph(
                "note",
                "Press a hop for its details. Drag the graph to move it; the keys + and -, or Ctrl and the wheel, change its size.");
    }

    /** Shown when a link leads to it. */
    private void vertex(MultipathVertex vertex) {
        page.markup("<section class=\"hop\" id=\"%s%d\">\n<h2>%s</h2>\n<dl>\n"
                .formatted(ANCHOR, vertex.id(), Page.text("TTL " + vertex.ttl() + ": " + name(vertex))));
        String owner = String.join(" ", OwnerText.words(vertex.info())).replaceAll(" +", " ");
        if (!owner.isBlank()) {
            page.fact("Owner", owner);
        }
        role(vertex).ifPresent(role -> page.fact("Role", role));
        var statistics = vertex.statistics();
        page.fact("Answers", "%d of %d probes".formatted(statistics.received(), statistics.sent()));
        statistics
                .min()
                .ifPresent(min -> page.fact(
                        "Round trip",
                        "min %s, median %s, max %s ms"
                                .formatted(
                                        Milliseconds.fixed(min),
                                        statistics
                                                .median()
                                                .map(Milliseconds::fixed)
                                                .orElse("?"),
                                        statistics
                                                .max()
                                                .map(Milliseconds::fixed)
                                                .orElse("?"))));
        List<MultipathPath> through = graph.paths().stream()
                .filter(path -> path.vertices().contains(vertex.id()))
                .toList();
        page.fact("Paths", "%d of %d".formatted(through.size(), graph.paths().size()));
        List<Integer> flows =
                through.stream().flatMap(path -> path.flows().stream()).toList();
        if (!flows.isEmpty()) {
            String some = flows.stream()
                    .sorted()
                    .limit(MOST_FLOWS)
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            page.fact(
                    "Flows",
                    some + (flows.size() > MOST_FLOWS ? " and %d more".formatted(flows.size() - MOST_FLOWS) : ""));
        }
        page.endFacts();
        links("From", graph.predecessors(vertex.id()));
        links("To", graph.successors(vertex.id()));
        page.markup("</section>\n");
    }

    private static String name(MultipathVertex vertex) {
        return vertex.silent() ? "a silent hop" : VertexText.name(vertex);
    }

    private Optional<String> role(MultipathVertex vertex) {
        if (vertex.destination()) {
            return Optional.of("target");
        }
        return result.loadBalancers().stream()
                .filter(balancer ->
                        balancer.ttl() == vertex.ttl() && balancer.address().equals(vertex.address()))
                .map(LoadBalancer::kind)
                .findFirst()
                .map(kind -> "load balancer, " + EnumText.of(kind).replace('-', ' '));
    }

    private void links(String word, List<Integer> ids) {
        if (!ids.isEmpty()) {
            page.markup("<p>%s %s</p>\n"
                    .formatted(word, ids.stream().map(this::link).collect(Collectors.joining(", "))));
        }
    }

    private String link(int id) {
        return "<a href=\"#%s%d\">%s</a>"
                .formatted(ANCHOR, id, Page.text(name(graph.vertices().get(id))));
    }

    private void paths() {
        List<MultipathPath> paths = graph.paths();
        if (paths.isEmpty()) {
            return;
        }
        page.markup("<details>\n<summary>Paths (%d)</summary>\n<ol class=\"path\">\n".formatted(paths.size()));
        paths.stream()
                .limit(MOST_PATHS)
                .forEach(path -> page.markup("<li>%s%s</li>\n"
                        .formatted(
                                path.vertices().stream().map(this::link).collect(Collectors.joining(" &rsaquo; ")),
                                path.rtt()
                                        .map(rtt -> ", " + Page.text(Milliseconds.fixed(rtt) + " ms"))
                                        .orElse(""))));
        page.markup("</ol>\n");
        if (paths.size() > MOST_PATHS) {
            page.paragraph("note", "%d further paths are in the JSON document.".formatted(paths.size() - MOST_PATHS));
        }
        page.markup("</details>\n");
    }
}
