// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.picture;

import java.time.Duration;
import java.util.Optional;
import org.pathtracer.bufferbloat.BufferbloatPhase;
import org.pathtracer.bufferbloat.HopLatency;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Milliseconds;

/**
 * Two bars for each hop: its median latency without load and under it.
 *
 * @since 0.1.0
 */
public final class HopChart {
    private static final int WIDTH = 960;
    private static final int ROW = 30;
    private static final int LEFT = 250;
    private static final int RIGHT = 90;
    private static final int TOP = 6;
    private static final int BAR = 10;

    private HopChart() {}

    /**
     * The drawing.
     *
     * @param bottleneck TTL of the hop whose queue grew, to be marked; -1 for none
     */
    public static String of(BufferbloatPhase phase, int bottleneck) {
        Svg svg = new Svg(WIDTH, 2 * TOP + ROW * phase.hops().size(), "Latency of each hop without load and under it");
        double largest = phase.hops().stream()
                .mapToDouble(hop -> Math.max(
                        millis(hop.idle().median()), millis(hop.loaded().median())))
                .max()
                .orElse(1);
        Scale scale = new Scale(largest, false, LEFT, (double) WIDTH - RIGHT);
        double y = TOP;
        for (HopLatency hop : phase.hops()) {
            row(svg, scale, hop, y, hop.ttl() == bottleneck);
            y += ROW;
        }
        return svg.toString();
    }

    private static void row(Svg svg, Scale scale, HopLatency hop, double y, boolean marked) {
        if (marked) {
            svg.rectangle("marked", 0, y - 2, WIDTH, ROW);
        }
        String name = hop.ttl() + "  " + hop.address().map(AddressText::of).orElse("no answer");
        svg.text("left", LEFT - 10.0, y + BAR + 4, name);
        bar(svg, scale, "quiet", hop.idle().median(), y + 2);
        bar(svg, scale, "loaded", hop.loaded().median(), y + BAR + 4);
    }

    private static void bar(Svg svg, Scale scale, String style, Optional<Duration> median, double y) {
        if (median.isPresent()) {
            double end = scale.pixel(millis(median));
            svg.rectangle(style, LEFT, y, Math.max(1, end - LEFT), BAR);
            svg.text("right", end + 6, y + BAR - 1, Milliseconds.fixed(median.get()) + " ms");
        }
    }

    private static double millis(Optional<Duration> span) {
        return span.map(Milliseconds::decimal).orElse(0.0);
    }
}
