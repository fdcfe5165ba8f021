// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.ping;

import java.time.InstantSource;
import java.util.function.Predicate;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.LiveText;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.output.TerminalLines;
import org.pathtracer.report.text.PingText;
import org.pathtracer.report.text.SweepText;

/** Shows how far a ping is, and all of it at the end. */
public final class LivePing implements LiveReport<PingEvent, PingResult> {
    private final Terminal terminal;
    private final PingRequest request;
    private final FormatOptions format;
    private final SweepProgress progress;
    private final SweepText text;

    private LivePing(Terminal terminal, PingRequest request, FormatOptions format) {
        this.terminal = terminal;
        this.request = request;
        this.format = format;
        progress = new SweepProgress(terminal, request);
        TerminalLines lines = new TerminalLines(terminal);
        text = new SweepText(lines, lines.palette());
    }

    /** A report as the options want it: of one target, answer by answer. */
    public static LiveReport<PingEvent, PingResult> of(Terminal terminal, PingRequest request, FormatOptions format) {
        return of(terminal, request, format, false, false);
    }

    /**
     * The same with fewer lines, or with the time.
     *
     * @param quiet whether single answers have no lines
     * @param timestamp whether they begin with the time
     */
    static LiveReport<PingEvent, PingResult> of(
            Terminal terminal, PingRequest request, FormatOptions format, boolean quiet, boolean timestamp) {
        if (format.wanted() || request.hostCount() > 1) {
            return new LivePing(terminal, request, format);
        }
        TerminalLines lines = new TerminalLines(terminal);
        StampedLines stamped = new StampedLines(lines, InstantSource.system());
        PingText text = PingText.live(stamped, lines.palette(), request);
        Predicate<PingEvent> events = event -> {
            boolean answer = !(event instanceof PingEvent.Started);
            return quiet && answer ? !lines.lost() : stamped.line(timestamp && answer, () -> text.onEvent(event));
        };
        return new LiveText<>(lines, events, text::waiting, text::onResult);
    }

    @Override
    public boolean onEvent(PingEvent event) {
        progress.onEvent(event);
        if (format.wanted()) {
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
        if (format.wanted()) {
            format.write(result, terminal.out());
        } else {
            text.onResult(result);
        }
    }
}
