// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pathtracer.Hop;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.report.csv.Table;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.OwnerText;
import org.pathtracer.report.picture.Plot;
import org.pathtracer.report.text.LossText;
import org.pathtracer.report.text.PathNotes;
import org.pathtracer.report.text.PingSummary;
import org.pathtracer.report.text.Summary;
import org.pathtracer.report.text.UnsentProbes;
import org.pathtracer.trace.LossCause;
import org.pathtracer.trace.Responder;

/**
 * A trace as a page of its own: how it ended, and each hop with the round trips of its probes.
 *
 * @since 0.1.0
 */
public final class TracePage {
    private static final int DRAWING_HEIGHT = 22;
    /** One slow answer does not make all others look the same. */
    private static final int MOST_MEDIANS = 4;

    /** So that the dot of the longest is whole. */
    private static final double ROOM = 1.02;

    private final TraceResult trace;
    private final double widest;

    private TracePage(TraceResult trace) {
        this.trace = trace;
        double longest = millis(trace.hops().stream()
                .flatMap(hop -> hop.statistics().max().stream())
                .toList());
        double median = millis(trace.hops().stream()
                .flatMap(hop -> hop.statistics().median().stream())
                .toList());
        widest = ROOM * Math.min(longest, MOST_MEDIANS * median);
    }

    private static double millis(List<Duration> spans) {
        return spans.stream().mapToDouble(Milliseconds::decimal).max().orElse(1);
    }

    /**
     * Returns the page.
     *
     * @param figures of the hops
     * @param document the result as JSON
     */
    public static String of(TraceResult trace, Table figures, String document) {
        return new TracePage(trace).write(figures, document);
    }

    private String write(Table figures, String document) {
        Page page = new Page("Path to " + trace.target(), "")
                .verdict(sentence(), trace.reached())
                .facts(trace);
        cards(page);
        page.heading("Hop by hop");
        if (trace.hops().isEmpty()) {
            page.paragraph("note", "No hop was found.");
        } else {
            page.key("", "round trip of a probe", "soft", "from the shortest to the longest", "other", "late");
            page.wide("Hop by hop", "<ol class=\"hops\">\n" + hops() + "</ol>\n")
                    .paragraph("note", "Each line ends at %s ms.".formatted(number(widest)));
        }
        page.list("What is remarkable", notes());
        return page.heading("Figures")
                .table("Figures", figures)
                .folded("JSON", document)
                .end();
    }

    private String sentence() {
        String summary = Summary.of(trace);
        return summary.substring(0, 1).toUpperCase(Locale.ROOT) + summary.substring(1);
    }

    private void cards(Page page) {
        page.beginCards();
        page.card("", Integer.toString(trace.hops().size()), trace.hops().size() == 1 ? "hop" : "hops");
        trace.hops().stream()
                .filter(hop ->
                        trace.reached() && hop == trace.hops().get(trace.hops().size() - 1))
                .flatMap(hop -> hop.statistics().median().stream())
                .forEach(rtt -> page.card("", Milliseconds.fixed(rtt) + " ms", "median round trip to the target"));
        long silent =
                trace.hops().stream().filter(hop -> hop.address().isEmpty()).count();
        page.card("", Long.toString(silent), silent == 1 ? "hop is silent" : "hops are silent");
        String systems = trace.hops().stream()
                .flatMap(hop -> hop.responders().stream())
                .flatMap(responder -> responder.asn().stream())
                .distinct()
                .map(asn -> "AS" + asn)
                .limit(6)
                .collect(Collectors.joining(", "));
        if (!systems.isEmpty()) {
            page.card("", systems, "on the way");
        }
        page.endCards();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        UnsentProbes.advice(trace.hops()).forEach((error, advice) -> notes.add(error + ": " + advice));
        notes.addAll(LossText.of(trace.hops()));
        notes.addAll(PathNotes.of(trace));
        return notes;
    }

    private String hops() {
        StringBuilder items = new StringBuilder();
        for (Hop hop : trace.hops()) {
            List<Responder> responders = hop.responders();
            if (responders.isEmpty()) {
                items.append(item(hop, Optional.empty(), true));
            }
            for (int i = 0; i < responders.size(); i++) {
                items.append(item(hop, Optional.of(responders.get(i)), i == 0));
            }
        }
        return items.toString();
    }

    private String item(Hop hop, Optional<Responder> responder, boolean first) {
        return "<li><span class=\"ttl\">%s</span><span><b>%s</b> %s<span class=\"detail\">%s</span></span><span class=\"drawing\">%s</span></li>\n"
                .formatted(
                        first ? Integer.toString(hop.ttl()) : "",
                        Page.text(name(hop, responder)),
                        responder.map(one -> Page.text(figure(one))).orElse(""),
                        detail(hop, responder, first),
                        responder.map(one -> drawing(hop, one)).orElse(""));
    }

    private static String name(Hop hop, Optional<Responder> responder) {
        return responder
                .map(Responder::address)
                .or(() -> hop.inferred().map(inferred -> inferred.address()))
                .map(AddressText::of)
                .orElse("no answer");
    }

    private static String figure(Responder responder) {
        return responder
                .statistics()
                .median()
                .map(Milliseconds::fixed)
                .map(figure -> figure + " ms")
                .orElse("");
    }

    private static String detail(Hop hop, Optional<Responder> responder, boolean first) {
        List<String> parts = new ArrayList<>();
        responder.ifPresent(one -> {
            String owner = String.join(" ", OwnerText.words(one.info())).replaceAll(" +", " ");
            if (!owner.isBlank()) {
                parts.add(Page.text(owner));
            }
            if (!one.mplsLabels().isEmpty()) {
                parts.add("MPLS "
                        + one.mplsLabels().stream()
                                .map(label -> Integer.toString(label.label()))
                                .collect(Collectors.joining(", ")));
            }
        });
        if (hop.inferred().isPresent()) {
            parts.add("inferred from other traces, not asked");
        }
        if (first && hop.sent() > hop.received()) {
            String lost = "%d of %d unanswered (%s)"
                    .formatted(
                            hop.sent() - hop.received(),
                            hop.sent(),
                            PingSummary.percent(1 - (double) hop.received() / hop.sent()));
            parts.add(onThePath(hop) ? "<span class=\"loss\">" + Page.text(lost) + "</span>" : Page.text(lost));
        }
        return String.join(" · ", parts);
    }

    private static boolean onThePath(Hop hop) {
        return hop.lossVerdict()
                .filter(verdict -> verdict.cause() == LossCause.PATH)
                .isPresent();
    }

    private String drawing(Hop hop, Responder responder) {
        double min = millis(responder.statistics().min().stream().toList());
        double max = millis(responder.statistics().max().stream().toList());
        Plot plot = new Plot("%s to %s ms".formatted(number(min), number(max)), 0, widest, 1, DRAWING_HEIGHT, false);
        plot.span("grid", 0, widest, 1);
        if (responder.statistics().received() > 0) {
            plot.span("range", min, max, 8);
        }
        for (ProbeResult probe : hop.probes()) {
            if (probe.outcome() instanceof ProbeOutcome.Answer answer
                    && answer.reception().address().equals(responder.address())) {
                double rtt = Milliseconds.decimal(answer.reception().rtt());
                plot.dot(
                        answer.reception().late() ? "other" : "dot",
                        rtt,
                        0.5,
                        "probe %d: %s ms%s"
                                .formatted(
                                        probe.sequence(),
                                        number(rtt),
                                        answer.reception().late() ? ", late" : ""));
            }
        }
        return plot.toString();
    }

    private static String number(double millis) {
        return String.format(Locale.ROOT, "%.3f", millis);
    }
}
