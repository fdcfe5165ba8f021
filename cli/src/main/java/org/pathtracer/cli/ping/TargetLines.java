// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.ping;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.report.ReportOptions;
import org.pathtracer.report.Reports;
import org.pathtracer.report.json.EventJson;

/**
 * A ping of several targets on lines of JSON: one for each target as soon as it has ended, and one for all of them
 * together at the end.
 */
public final class TargetLines implements LiveReport<PingEvent, PingResult> {
    /** Bytes that are written at once where lines come fast. Where they come slowly, none waits for the next. */
    private static final int BATCH = 1 << 16;

    private final Terminal terminal;
    private final SweepProgress progress;
    private final OutputStream out;
    private final EventJson.Lines lines;
    private boolean broken;

    public TargetLines(Terminal terminal, PingRequest request) {
        this.terminal = terminal;
        progress = new SweepProgress(terminal, request);
        out = new BufferedOutputStream(new Watched(), BATCH);
        lines = EventJson.lines(out);
    }

    /** The command's output, which tells only when it is asked that nothing reads it any more. */
    private final class Watched extends OutputStream {
        @Override
        public void write(int one) {
            terminal.out().write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            terminal.out().write(bytes, from, length);
            broken |= terminal.out().checkError();
        }
    }

    @Override
    public boolean onEvent(PingEvent event) {
        progress.onEvent(event);
        if (event instanceof PingEvent.TargetCompleted) {
            write(() -> lines.write(event));
        }
        return !broken;
    }

    /** Behind the last event that was waiting. */
    @Override
    public void onTick() {
        flush();
        progress.show();
    }

    @Override
    public void onResult(PingResult result) {
        progress.erase();
        flush();
        terminal.document(Reports.json(result, ReportOptions.standard().compact(true)));
    }

    private void flush() {
        write(() -> {
            lines.flush();
            out.flush();
        });
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException("the command's output throws nothing", e);
        }
    }
}
