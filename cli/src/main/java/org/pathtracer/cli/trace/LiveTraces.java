// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.trace;

import java.util.HashSet;
import java.util.Set;
import org.pathtracer.BulkTraceEvent;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.PingTarget;
import org.pathtracer.TraceResult;
import org.pathtracer.TraceSeries;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.output.TerminalLines;
import org.pathtracer.report.Reports;
import org.pathtracer.report.text.BulkTraceText;

/** Shows traces to several targets, each when it is over: as text, or as a document on a line; or all at the end. */
final class LiveTraces implements LiveReport<BulkTraceEvent, BulkTraceResult> {
    private final Terminal terminal;
    private final FormatOptions format;
    private final TerminalLines lines;
    private final BulkTraceText text;
    private final int targets;
    /** Targets whose documents are written. */
    private final Set<PingTarget> written = new HashSet<>();

    private int completed;

    LiveTraces(Terminal terminal, BulkTraceRequest request, FormatOptions format) {
        this.terminal = terminal;
        this.format = format;
        lines = new TerminalLines(terminal);
        text = new BulkTraceText(lines, lines.palette());
        targets = request.hostCount();
    }

    @Override
    public boolean onEvent(BulkTraceEvent event) {
        if (event instanceof BulkTraceEvent.TraceCompleted trace) {
            completed++;
            if (format.compact()) {
                write(trace.target(), trace.trace());
            } else if (!format.wanted()) {
                text.trace(trace.target(), trace.trace());
            }
        }
        return !terminal.out().checkError();
    }

    private void write(PingTarget target, TraceResult trace) {
        lines.erase();
        written.add(target);
        terminal.document(Reports.json(trace, format.report()));
    }

    @Override
    public void onTick() {
        lines.waiting("%d of %d targets traced ...".formatted(completed, targets));
    }

    @Override
    public void onResult(BulkTraceResult result) {
        lines.erase();
        if (format.compact()) {
            result.targets().forEach(this::complete);
            complainOfMissing(result);
        } else if (format.wanted()) {
            terminal.document(format.write(result));
        } else {
            text.onResult(result);
        }
    }

    /** What no event told: a trace that did not end by itself, or a target that can't be traced. */
    private void complete(TraceSeries series) {
        if (series.trace().isPresent() && !written.contains(series.target())) {
            write(series.target(), series.trace().get());
        }
        if (series.target().failure().isPresent()) {
            terminal.complain(series.target().name() + ": "
                    + series.target().failure().get().getMessage());
        }
    }

    private void complainOfMissing(BulkTraceResult result) {
        long missing = result.targets().stream()
                .filter(series ->
                        series.trace().isEmpty() && series.target().failure().isEmpty())
                .count();
        if (missing > 0) {
            terminal.complain("%d of %d targets were not traced before the end"
                    .formatted(missing, result.targets().size()));
        }
    }
}
