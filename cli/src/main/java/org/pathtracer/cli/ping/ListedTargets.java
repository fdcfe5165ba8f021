// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.ping;

import java.util.Optional;
import java.util.function.Function;
import org.pathtracer.PathTracerException;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.report.format.Printable;

/** A line for some targets as soon as they have ended, and nothing else: what scripts read. */
final class ListedTargets implements LiveReport<PingEvent, PingResult> {
    /** Characters that are written at once where lines come fast. */
    private static final int BATCH = 1 << 16;

    private final Terminal terminal;
    private final SweepProgress progress;
    private final Function<PingSeries, Optional<String>> line;
    private final StringBuilder waiting = new StringBuilder();
    private boolean broken;

    /**
     * Lines on a terminal.
     *
     * @param line of a target, if it has one
     */
    ListedTargets(Terminal terminal, PingRequest request, Function<PingSeries, Optional<String>> line) {
        this.terminal = terminal;
        this.line = line;
        progress = new SweepProgress(terminal, request);
    }

    @Override
    public boolean onEvent(PingEvent event) {
        progress.onEvent(event);
        if (event instanceof PingEvent.TargetCompleted target) {
            ended(target.series());
        }
        return !broken;
    }

    private void ended(PingSeries series) {
        Optional<PathTracerException> failure = series.target().failure();
        if (failure.isPresent()) {
            progress.erase();
            terminal.complain(String.valueOf(failure.get().getMessage()));
        }
        line.apply(series)
                .ifPresent(text -> waiting.append(Printable.line(text)).append(System.lineSeparator()));
        if (waiting.length() > BATCH) {
            write();
        }
    }

    /** Behind the last event that was waiting. */
    @Override
    public void onTick() {
        write();
        progress.show();
    }

    @Override
    public void onResult(PingResult result) {
        progress.erase();
        write();
    }

    private void write() {
        if (!waiting.isEmpty()) {
            progress.erase();
            terminal.out().print(waiting);
            terminal.out().flush();
            broken |= terminal.out().checkError();
            waiting.setLength(0);
        }
    }
}
