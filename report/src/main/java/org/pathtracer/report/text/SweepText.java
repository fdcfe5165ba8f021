// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.util.stream.Collectors;
import org.pathtracer.PathTracerException;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.Protocol;
import org.pathtracer.TransportChoice;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;

/**
 * A ping of several targets for people: a line for each of them at the end.
 *
 * @since 0.1.0
 */
public final class SweepText {
    private static final int WIDEST_NAME = 40;

    private final LineOutput out;
    private final Palette palette;
    private final PingSummary summary;

    public SweepText(LineOutput out, Palette palette) {
        this.out = out;
        this.palette = palette;
        summary = new PingSummary(palette);
    }

    public void begin(int targets, Protocol protocol, TransportChoice transport) {
        out.line("ping to " + palette.strong(targets + " targets") + ", " + protocol + " over "
                + Printable.line(transport.name()));
    }

    /** All of a ping of several targets that is over. */
    public void whole(PingResult result) {
        begin(result.targetCount(), result.protocol(), result.transport());
        onResult(result);
    }

    public void onResult(PingResult result) {
        int width = result.targets().stream()
                .mapToInt(series -> series.target().name().length())
                .max()
                .orElse(0);
        for (PingSeries series : result.targets()) {
            out.line(line(series, Math.min(width, WIDEST_NAME)));
        }
        summary.lines(result).forEach(out::line);
    }

    private String line(PingSeries series, int width) {
        String name = Printable.line(series.target().name());
        String column = name + " ".repeat(Math.max(0, width - name.length())) + "  ";
        return column
                + series.target()
                        .failure()
                        .map(this::failure)
                        .orElseGet(() -> PingSummary.probes(series.statistics()) + rtts(series) + failures(series));
    }

    private String failure(PathTracerException cause) {
        return palette.bad(Printable.line(cause.getMessage()));
    }

    private static String rtts(PingSeries series) {
        return series.statistics()
                .median()
                .map(median -> ", %s ms (%s to %s)"
                        .formatted(
                                Milliseconds.fixed(median),
                                series.statistics()
                                        .min()
                                        .map(Milliseconds::fixed)
                                        .orElse(""),
                                series.statistics()
                                        .max()
                                        .map(Milliseconds::fixed)
                                        .orElse("")))
                .orElse("");
    }

    private String failures(PingSeries series) {
        return series.sendFailures().entrySet().stream()
                .map(entry -> entry.getValue() + " not sent: " + entry.getKey().errorName())
                .map(text -> ", " + palette.bad(Printable.line(text)))
                .sorted()
                .collect(Collectors.joining());
    }
}
