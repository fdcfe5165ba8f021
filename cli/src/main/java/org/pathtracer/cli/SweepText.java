// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.stream.Collectors;
import org.pathtracer.PathTracerException;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;

/** A ping of several targets for people: a line for each of them at the end. */
final class SweepText implements PingReport {
    private static final int WIDEST_NAME = 40;

    private final Terminal terminal;
    private final Palette palette;
    private final SweepProgress progress;
    private final PingSummary summary;
    private final String header;

    SweepText(Terminal terminal, PingRequest request) {
        this.terminal = terminal;
        palette = new Palette(terminal.colours());
        progress = new SweepProgress(terminal, request);
        summary = new PingSummary(palette);
        header = "ping to %s, %s"
                .formatted(
                        palette.strong(request.targets().size() + " targets"),
                        request.probe().protocol());
    }

    @Override
    public boolean onEvent(PingEvent event) {
        progress.onEvent(event);
        if (event instanceof PingEvent.Started started) {
            progress.erase();
            terminal.out()
                    .println(header + " over "
                            + Printable.line(started.transport().name()));
            terminal.out().flush();
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
        int width = result.targets().stream()
                .mapToInt(series -> series.target().name().length())
                .max()
                .orElse(0);
        for (PingSeries series : result.targets()) {
            terminal.out().println(line(series, Math.min(width, WIDEST_NAME)));
        }
        summary.lines(result).forEach(terminal.out()::println);
        terminal.out().flush();
    }

    private String line(PingSeries series, int width) {
        String name = Printable.line(series.target().name());
        String column = name + " ".repeat(Math.max(0, width - name.length())) + "  ";
        return column
                + series.target()
                        .failure()
                        .map(this::failure)
                        .orElseGet(() -> PingSummary.probes(series.statistics()) + rtts(series) + failures(series));
    }

    private String failure(PathTracerException cause) {
        return palette.bad(Printable.line(cause.getMessage()));
    }

    private static String rtts(PingSeries series) {
        return series.statistics()
                .median()
                .map(median -> ", %s ms (%s to %s)"
                        .formatted(
                                Milliseconds.fixed(median),
                                series.statistics()
                                        .min()
                                        .map(Milliseconds::fixed)
                                        .orElse(""),
                                series.statistics()
                                        .max()
                                        .map(Milliseconds::fixed)
                                        .orElse("")))
                .orElse("");
    }

    private String failures(PingSeries series) {
        return series.sendFailures().entrySet().stream()
                .map(entry -> entry.getValue() + " not sent: " + entry.getKey().errorName())
                .map(text -> ", " + palette.bad(Printable.line(text)))
                .sorted()
                .collect(Collectors.joining());
    }
}
