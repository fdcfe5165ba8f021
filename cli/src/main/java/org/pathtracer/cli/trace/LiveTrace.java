// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.trace;

import java.util.Optional;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.cli.option.JsonOptions;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.LiveText;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.output.TerminalLines;
import org.pathtracer.report.Reports;
import org.pathtracer.report.text.TraceText;

/** Shows a trace hop by hop, or as a document at the end. */
public final class LiveTrace implements LiveReport<TraceEvent, TraceResult> {
    private final Terminal terminal;
    private final TraceRequest request;
    private final JsonOptions json;

    private LiveTrace(Terminal terminal, TraceRequest request, JsonOptions json) {
        this.terminal = terminal;
        this.request = request;
        this.json = json;
    }

    /** A report as the options want it. */
    public static LiveReport<TraceEvent, TraceResult> of(Terminal terminal, TraceRequest request, JsonOptions json) {
        if (json.wanted()) {
            return new LiveTrace(terminal, request, json);
        }
        TerminalLines lines = new TerminalLines(terminal);
        TraceText text = new TraceText(lines, lines.palette(), Optional.of(request));
        return new LiveText<>(lines, text::onEvent, text::waiting, text::onResult);
    }

    @Override
    public boolean onEvent(TraceEvent event) {
        return true;
    }

    @Override
    public void onTick() {}

    @Override
    public void onResult(TraceResult result) {
        terminal.document(Reports.json(result, json.of(request)));
    }
}
