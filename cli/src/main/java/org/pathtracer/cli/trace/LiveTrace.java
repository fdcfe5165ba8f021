// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.trace;

import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.output.EventLines;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.LiveText;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.output.TerminalLines;
import org.pathtracer.report.json.EventJson;
import org.pathtracer.report.text.TraceText;

/** Shows a trace hop by hop, as lines of JSON while it runs, or as a document at the end. */
public final class LiveTrace implements LiveReport<TraceEvent, TraceResult> {
    private final Terminal terminal;
    private final FormatOptions format;

    private LiveTrace(Terminal terminal, FormatOptions format) {
        this.terminal = terminal;
        this.format = format;
    }

    /** A report as the options want it. */
    public static LiveReport<TraceEvent, TraceResult> of(
            Terminal terminal, TraceRequest request, FormatOptions format) {
        if (format.compact()) {
            return new EventLines<>(terminal, EventJson.Lines::write);
        } else if (format.wanted()) {
            return new LiveTrace(terminal, format);
        }
        TerminalLines lines = new TerminalLines(terminal);
        TraceText text = TraceText.live(lines, lines.palette(), request);
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
        terminal.document(format.write(result));
    }
}
