// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.picture;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pathtracer.MonitorSeries;
import org.pathtracer.PathChange;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.report.format.Milliseconds;

/**
 * The latest round trips of each hop of a monitor: those of one trace stand below each other in all drawings.
 *
 * @since 0.1.0
 */
public final class HopHistory {
    private static final int HEIGHT = 46;
    /** A hop's drawing does not make less than this share of the slowest hop's time as high as the drawing. */
    private static final double LEAST_SHARE = 0.1;

    private static final int LOST = 12;

    private final MonitorSeries series;
    private final int columns;
    private final double slowest;

    public HopHistory(MonitorSeries series) {
        this.series = series;
        columns = series.hops().stream()
                .mapToInt(hop -> hop.recent().size())
                .max()
                .orElse(0);
        slowest = series.hops().stream().mapToDouble(HopHistory::longest).max().orElse(0);
    }

    private static double longest(MonitorHop hop) {
        return hop.recent().stream()
                .flatMap(Optional::stream)
                .mapToDouble(Milliseconds::decimal)
                .max()
                .orElse(0);
    }

    /** Returns whether there is something to draw: the last probe alone is no history. */
    public boolean hasSome() {
        return columns > 1;
    }

    /** Returns how many probes of a hop it shows at most. */
    public int columns() {
        return columns;
    }

    /** Returns the drawing of a hop; empty if single probes of it are not known. */
    public String of(MonitorHop hop) {
        List<Optional<Duration>> recent = hop.recent();
        if (recent.isEmpty()) {
            return "";
        }
        long lost = recent.stream().filter(Optional::isEmpty).count();
        double height = Math.max(Math.max(longest(hop), slowest * LEAST_SHARE), 0.001);
        Plot plot = new Plot(
                String.format(
                        Locale.ROOT,
                        "hop %d: the latest %d probes, %d lost, up to %.3f ms",
                        hop.ttl(),
                        recent.size(),
                        lost,
                        longest(hop)),
                -0.5,
                columns - 0.5,
                height,
                HEIGHT,
                false);
        int first = columns - recent.size();
        changes(plot, hop.ttl());
        for (int i = 0; i < recent.size(); i++) {
            int x = first + i;
            if (recent.get(i).isEmpty()) {
                plot.tick("lost", x, LOST, "lost");
                continue;
            }
            double rtt = Milliseconds.decimal(recent.get(i).get());
            if (i > 0 && recent.get(i - 1).isPresent()) {
                plot.line(
                        "trail", x - 1.0, Milliseconds.decimal(recent.get(i - 1).get()), x, rtt);
            }
            plot.dot("dot", x, rtt, Milliseconds.fixed(recent.get(i).get()) + " ms");
        }
        return plot.toString();
    }

    /** Where the path changed at this hop, as far as it is among the latest traces. */
    private void changes(Plot plot, int ttl) {
        for (PathChange change : series.pathChanges()) {
            double x = columns - 1 - (double) (series.cycles() - 1 - change.cycle());
            if (x >= 0 && x < columns && change.ttls().contains(ttl)) {
                plot.upright("change", x, 0, "");
            }
        }
    }

    /** Returns when the path changed, from the start of the monitor to its end. */
    public String changes(Duration whole) {
        Plot plot = new Plot("When the path changed", 0, (double) whole.toMillis(), 1, 64, true);
        plot.line("grid", 0, 0, (double) whole.toMillis(), 0);
        for (PathChange change : series.pathChanges()) {
            plot.upright("change", (double) change.at().toMillis(), 0, "");
        }
        return plot.below("0 s", "", Milliseconds.rough(whole)).toString();
    }
}
