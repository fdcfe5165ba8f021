// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.ping;

import java.util.Optional;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.cli.option.JsonOptions;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.LiveText;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.output.TerminalLines;
import org.pathtracer.report.Reports;
import org.pathtracer.report.text.PingText;
import org.pathtracer.report.text.SweepText;

/** Shows how far a ping is, and all of it at the end. */
public final class LivePing implements LiveReport<PingEvent, PingResult> {
    private final Terminal terminal;
    private final PingRequest request;
    private final JsonOptions json;
    private final SweepProgress progress;
    private final SweepText text;

    private LivePing(Terminal terminal, PingRequest request, JsonOptions json) {
        this.terminal = terminal;
        this.request = request;
        this.json = json;
        progress = new SweepProgress(terminal, request);
        TerminalLines lines = new TerminalLines(terminal);
        text = new SweepText(lines, lines.palette());
    }

    /** A report as the options want it: of one target, answer by answer. */
    public static LiveReport<PingEvent, PingResult> of(Terminal terminal, PingRequest request, JsonOptions json) {
        if (json.wanted() || request.hostCount() > 1) {
            return new LivePing(terminal, request, json);
        }
        TerminalLines lines = new TerminalLines(terminal);
        PingText text = new PingText(lines, lines.palette(), Optional.of(request));
        return new LiveText<>(lines, text::onEvent, text::waiting, text::onResult);
    }

    @Override
    public boolean onEvent(PingEvent event) {
        progress.onEvent(event);
        if (json.wanted()) {
            return true;
        }
        if (event instanceof PingEvent.Started started) {
            progress.erase();
            text.begin(request.hostCount(), started.protocol(), started.transport());
        }
        return !terminal.out().checkError();
    }

    @Override
    public void onTick() {
        progress.show();
    }

    @Override
    public void onResult(PingResult result) {
        progress.erase();
        if (json.wanted()) {
            terminal.document(Reports.json(result, json.of(request)));
        } else {
            text.onResult(result);
        }
    }
}
