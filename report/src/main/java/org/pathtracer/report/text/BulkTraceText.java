// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.util.HashSet;
import java.util.Set;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.PathTracerException;
import org.pathtracer.PingTarget;
import org.pathtracer.TraceResult;
import org.pathtracer.TraceSeries;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;

/**
 * Traces to several targets for people: each trace when it is over, with an empty line behind it, and a line for all of
 * them at the end.
 *
 * @since 0.1.0
 */
public final class BulkTraceText {
    private final LineOutput out;
    private final Palette palette;
    private final Set<PingTarget> told = new HashSet<>();

    public BulkTraceText(LineOutput out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    /** All of it, when it is over. */
    public void whole(BulkTraceResult result) {
        onResult(result);
    }

    /** One trace that is over. */
    public void trace(PingTarget target, TraceResult trace) {
        told.add(target);
        new TraceText(out, palette, trace.options()).whole(trace);
        out.line("");
    }

    /** The traces that were not told yet, since they did not end by themselves, and all together. */
    public void onResult(BulkTraceResult result) {
        for (TraceSeries series : result.targets()) {
            if (series.trace().isPresent() && !told.contains(series.target())) {
                trace(series.target(), series.trace().get());
            }
        }
        for (TraceSeries series : result.targets()) {
            series.target().failure().ifPresent(cause -> out.line(failure(series.target(), cause)));
        }
        long reached = result.targets().stream().filter(TraceSeries::reached).count();
        long missing = result.targets().stream()
                .filter(series -> series.trace().isEmpty())
                .count();
        String summary = "%d of %d targets reached, %s, %d probes sent"
                .formatted(
                        reached, result.targets().size(), Milliseconds.rough(result.duration()), result.probesSent());
        String all = missing == 0 ? summary : summary + ", %d not traced".formatted(missing);
        out.line(result.reached() ? palette.good(all) : palette.bad(all));
    }

    private String failure(PingTarget target, PathTracerException cause) {
        return palette.strong(Printable.line(target.name())) + "  " + palette.bad(Printable.line(cause.getMessage()));
    }
}
