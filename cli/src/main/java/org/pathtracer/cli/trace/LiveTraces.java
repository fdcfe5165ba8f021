// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.trace;

import org.pathtracer.BulkTraceEvent;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.BulkTraceResult;
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
                lines.erase();
                terminal.document(Reports.json(trace.trace(), format.report()));
            } else if (!format.wanted()) {
                text.trace(trace.target(), trace.trace());
            }
        }
        return !terminal.out().checkError();
    }

    @Override
    public void onTick() {
        lines.waiting("%d of %d targets traced ...".formatted(completed, targets));
    }

    @Override
    public void onResult(BulkTraceResult result) {
        lines.erase();
        if (format.compact()) {
            result.targets().forEach(this::complain);
        } else if (format.wanted()) {
            terminal.document(format.write(result));
        } else {
            text.onResult(result);
        }
    }

    /** A target without a document. */
    private void complain(TraceSeries series) {
        if (series.target().failure().isPresent()) {
            terminal.complain(series.target().name() + ": "
                    + series.target().failure().get().getMessage());
        }
    }
}
