// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.ping;

import java.nio.charset.StandardCharsets;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.report.Format;
import org.pathtracer.report.ReportOptions;
import org.pathtracer.report.Reports;

/**
 * A ping of several targets on lines of JSON: one for each target as soon as it has ended, and one for all of them
 * together at the end.
 */
public final class TargetLines implements LiveReport<PingEvent, PingResult> {
    /** Characters that are written at once where lines come fast. Where they come slowly, none waits for the next. */
    private static final int BATCH = 1 << 16;

    private final Terminal terminal;
    private final SweepProgress progress;
    private final StringBuilder lines = new StringBuilder();

    public TargetLines(Terminal terminal, PingRequest request) {
        this.terminal = terminal;
        progress = new SweepProgress(terminal, request);
    }

    @Override
    public boolean onEvent(PingEvent event) {
        progress.onEvent(event);
        if (event instanceof PingEvent.TargetCompleted) {
            lines.append(Reports.jsonLine(event));
        }
        return lines.length() < BATCH || write();
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
        lines.append(Reports.json(result, ReportOptions.standard().compact(true)));
        write();
    }

    /** Whether the output is still read. */
    private boolean write() {
        if (lines.length() > 0) {
            // JSON is written in ASCII.
            byte[] bytes = lines.toString().getBytes(StandardCharsets.ISO_8859_1);
            lines.setLength(0);
            terminal.out().write(bytes, 0, bytes.length);
            return !terminal.out().checkError();
        }
        return true;
    }
}
