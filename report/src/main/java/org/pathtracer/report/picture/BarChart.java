// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.pathtracer.Hop;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.TraceResult;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.ping.PingReply;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.Printable;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.trace.Responder;

/**
 * A line for each hop, answer or size: a bar from the smallest to the largest value, and a mark at the median.
 *
 * @since 0.1.0
 */
public final class BarChart {
    private static final int WIDTH = 760;
    private static final int LABEL = 250;
    private static final int FIGURE = 90;
    private static final int ROW = 24;
    private static final int HEAD = 40;
    /** More lines show nothing more. */
    private static final int MOST_BARS = 300;

    private static final String STYLE = """
            <style>
              text { font: 12px system-ui, sans-serif; fill: #1f2933 } .title { font-weight: 600 } .figure { fill: #52606d }
              .bar { fill: #9fc2e8 } .mark { fill: #1d4ed8 } .bad { fill: #e8a19f } .axis { fill: #e4e7eb }
            </style>
            """;

    /**
     * A line of the chart.
     *
     * @param bad whether it stands out
     */
    private record Bar(String label, double from, double mark, double to, String figure, boolean bad) {}

    private BarChart() {}

    /** Returns the chart of a result, if there is one. */
    public static Optional<String> of(Reportable result) {
        if (result instanceof TraceResult trace) {
            List<Bar> bars = trace.hops().stream().flatMap(BarChart::bars).toList();
            return Optional.of(draw("Round trip to each hop on the way to " + trace.target(), bars));
        } else if (result instanceof PingResult ping) {
            return Optional.of(
                    ping.targets().size() == 1
                            ? draw(
                                    "Round trips to "
                                            + ping.targets().get(0).target().name(),
                                    ping.targets().get(0).replies().stream()
                                            .map(BarChart::bar)
                                            .toList())
                            : draw(
                                    "Round trips",
                                    ping.targets().stream().map(BarChart::bar).toList()));
        } else if (result instanceof PathMtuResult mtu) {
            return Optional.of(draw(
                    "Sizes of packets to " + mtu.target(),
                    mtu.steps().stream().map(BarChart::bar).toList()));
        } else if (result instanceof MonitorResult monitor) {
            return Optional.of(draw(
                    "Round trip to each hop",
                    monitor.targets().stream().flatMap(BarChart::bars).toList()));
        }
        return Optional.empty();
    }

    private static Stream<Bar> bars(Hop hop) {
        List<Responder> responders = hop.responders();
        if (hop.inferred().isPresent()) {
            String router = AddressText.of(hop.inferred().get().address());
            return Stream.of(new Bar(hop.ttl() + "  " + router, 0, 0, 0, "not asked", false));
        }
        if (responders.isEmpty()) {
            return Stream.of(new Bar(hop.ttl() + "  *", 0, 0, 0, "no answer", true));
        }
        return responders.stream()
                .map(one -> figures(
                        hop.ttl() + "  " + one.hostname().orElseGet(() -> AddressText.of(one.address())),
                        one.statistics(),
                        hop.received() < hop.sent()));
    }

    private static Stream<Bar> bars(MonitorSeries series) {
        return series.hops().stream().map(BarChart::bar);
    }

    private static Bar bar(MonitorHop hop) {
        String name = hop.address().map(AddressText::of).orElse("*");
        return figures(
                hop.ttl() + "  " + name,
                hop.statistics(),
                hop.statistics().loss().orElse(0) > 0);
    }

    private static Bar bar(PingSeries series) {
        return figures(
                series.target().name(),
                series.statistics(),
                series.statistics().loss().orElse(1) > 0);
    }

    private static Bar bar(PingReply reply) {
        double millis = Milliseconds.decimal(reply.answer().reception().rtt());
        return new Bar(
                "probe " + reply.sequence(),
                0,
                millis,
                millis,
                Milliseconds.fixed(reply.answer().reception().rtt()) + " ms",
                reply.answer().reception().late());
    }

    private static Bar bar(SizeStep step) {
        return new Bar(
                step.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                0,
                step.size(),
                step.size(),
                step.size() + " bytes",
                step.outcome() != SizeStep.SizeOutcome.FITS);
    }

    private static Bar figures(String label, Statistics statistics, boolean bad) {
        if (statistics.median().isEmpty()) {
            return new Bar(label, 0, 0, 0, "no answer", true);
        }
        return new Bar(
                label,
                Milliseconds.decimal(statistics.min().orElseThrow()),
                Milliseconds.decimal(statistics.median().orElseThrow()),
                Milliseconds.decimal(statistics.max().orElseThrow()),
                Milliseconds.fixed(statistics.median().orElseThrow()) + " ms",
                bad);
    }

    private static String draw(String title, List<Bar> all) {
        List<Bar> bars = new ArrayList<>(all.subList(0, Math.min(MOST_BARS, all.size())));
        double highest = bars.stream().mapToDouble(Bar::to).max().orElse(1);
        double scale = (WIDTH - LABEL - FIGURE) / Math.max(highest, Double.MIN_NORMAL);
        int height = HEAD + ROW * bars.size() + 10;
        StringBuilder svg = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
                        .formatted(WIDTH, height, WIDTH, height, Svg.escaped(title)));
        svg.append(STYLE);
        svg.append("<text class=\"title\" x=\"4\" y=\"20\">%s</text>\n".formatted(Svg.escaped(cut(title, 100))));
        for (int i = 0; i < bars.size(); i++) {
            svg.append(line(bars.get(i), HEAD + i * ROW, scale));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String line(Bar bar, int top, double scale) {
        double left = LABEL + bar.from() * scale;
        double width = Math.max(1, (bar.to() - bar.from()) * scale);
        return String.format(
                        Locale.ROOT,
                        """
                        <text x="4" y="%d">%s</text>
                        <rect class="axis" x="%d" y="%d" width="%d" height="1"/>
                        """,
                        top + 14,
                        Svg.escaped(cut(bar.label(), 36)),
                        LABEL,
                        top + 10,
                        WIDTH - LABEL - FIGURE)
                + (bar.to() > 0
                        ? String.format(
                                Locale.ROOT,
                                """
                                <rect class="%s" x="%.1f" y="%d" width="%.1f" height="12" rx="2"/>
                                <rect class="mark" x="%.1f" y="%d" width="3" height="16"/>
                                """,
                                bar.bad() ? "bad" : "bar",
                                left,
                                top + 4,
                                width,
                                LABEL + bar.mark() * scale - 1,
                                top + 2)
                        : "")
                + String.format(
                        Locale.ROOT,
                        "<text class=\"figure\" x=\"%d\" y=\"%d\">%s</text>\n",
                        WIDTH - FIGURE + 8,
                        top + 14,
                        Svg.escaped(bar.figure()));
    }

    private static String cut(String text, int longest) {
        String clean = Printable.line(text);
        return clean.length() <= longest ? clean : clean.substring(0, longest - 3) + "...";
    }
}
