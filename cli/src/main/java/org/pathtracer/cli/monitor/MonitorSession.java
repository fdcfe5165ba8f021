// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.monitor;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pathtracer.Measurement;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.NotSupportedException;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.PathTracer;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.run.CallbackLoop;
import org.pathtracer.cli.run.EventPrinter;
import org.pathtracer.cli.run.Execution;
import org.pathtracer.cli.run.Interruption;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;
import org.pathtracer.report.text.MonitorText;

/**
 * The live view, from its first picture to its end: what keys do, and when to draw. A pause ends the monitor, and the
 * next one goes on from its figures; a reset begins without them. Everything but a signal runs on one thread.
 */
public final class MonitorSession {
    /** What follows when what runs ends. */
    private enum Next {
        END,
        PAUSE,
        CONTINUE,
        RESET
    }

    private final Terminal terminal;
    private final MonitorRequest.Builder builder;
    private final int cycles;
    private final CallbackLoop loop = new CallbackLoop();
    private final Palette palette;
    private final Sparkline sparkline;
    /** Of monitors that ended; empty before the first. */
    private List<MonitorSeries> earlier = List.of();
    /** What this host lost itself while these were measured. */

    /** Of the one that runs; empty before it has started. */
    private List<MonitorSeries> current = List.of();

    private String head = "";
    private int shown;
    private MonitorView.Mode mode = MonitorView.Mode.FIGURES;
    private boolean withNames;
    private boolean help;
    private boolean paused;
    private Next next = Next.END;
    private List<String> drawn = List.of();
    /** Ends what runs; of any thread. */
    private volatile Runnable stop = () -> {};

    private volatile boolean interrupted;

    /**
     * A view to be run once.
     *
     * @param builder of the request
     * @param cycles in all; 0 for no end
     */
    public MonitorSession(Terminal terminal, MonitorRequest.Builder builder, int cycles, boolean withNames) {
        this.terminal = terminal;
        this.builder = builder;
        this.cycles = cycles;
        this.withNames = withNames;
        palette = new Palette(terminal.colours());
        sparkline = Charset.defaultCharset().equals(StandardCharsets.UTF_8) ? Sparkline.UNICODE : Sparkline.ASCII;
    }

    /** Shows it until its end or an interrupt; then the last figures, as lines that stay. */
    @SuppressWarnings("try") // the interruption's scope is all there is to it
    public Optional<MonitorResult> run() throws InterruptedException {
        try (Interruption interruption = Interruption.of(this::interrupt)) {
            Optional<MonitorResult> last = show();
            last.ifPresent(result -> MonitorText.report(result, palette).forEach(terminal.out()::println));
            terminal.out().flush();
            return last;
        }
    }

    private void interrupt() {
        interrupted = true;
        stop.run();
    }

    private Optional<MonitorResult> show() throws InterruptedException {
        try (MonitorScreen screen = MonitorScreen.open(terminal.out());
                PathTracer tracer = Execution.tracer(PathTracer.builder(), loop)) {
            HopNames names = new HopNames(
                    address -> tracer.dns().start(DnsQuery.reverse(address).build()));
            screen.onKey(key -> loop.execute(() -> press(key)));
            MonitorResult result;
            MonitorResult whole = null;
            do {
                result = measure(tracer, screen, names);
                whole = whole == null ? result : whole.merge(result);
                earlier = whole.targets();
                current = List.of();
                pause(screen, names);
                if (next == Next.RESET) {
                    earlier = List.of();
                    whole = null;
                }
            } while (next != Next.END && !interrupted);
            return Optional.of(whole == null ? result : whole);
        } catch (IOException e) {
            throw new NotSupportedException("This terminal can't be used for the live view, use --plain: " + e);
        } catch (OperationCancelledException e) {
            return Optional.empty();
        }
    }

    private MonitorResult measure(PathTracer tracer, MonitorScreen screen, HopNames names) throws InterruptedException {
        next = Next.END;
        try (Measurement<MonitorEvent, MonitorResult> monitor =
                tracer.start(builder.cycles(cyclesLeft()).build())) {
            EventPrinter<MonitorEvent> printer = new EventPrinter<>(event -> onEvent(event, names), monitor::cancel);
            monitor.events().subscribe(printer);
            MonitorResult result = await(monitor.result(), monitor::cancel, screen, names);
            printer.check();
            return result;
        }
    }

    private int cyclesLeft() {
        long done = earlier.stream().mapToLong(MonitorSeries::cycles).min().orElse(0);
        return cycles == 0 ? 0 : (int) Math.max(1, cycles - done);
    }

    /** Waits for a key, if that was asked for. */
    private void pause(MonitorScreen screen, HopNames names) throws InterruptedException {
        if (next == Next.PAUSE && !interrupted) {
            paused = true;
            CompletableFuture<Boolean> end = new CompletableFuture<>();
            await(end, () -> end.complete(true), screen, names);
            paused = false;
        }
    }

    private <T> T await(CompletionStage<T> stage, Runnable end, MonitorScreen screen, HopNames names)
            throws InterruptedException {
        stop = end;
        if (interrupted) {
            end.run();
        }
        return loop.await(stage, () -> draw(screen, names));
    }

    private void press(int key) {
        if (help) {
            help = false;
            return;
        }
        switch (key) {
            case 'q' -> leave(Next.END);
            case 'p' -> leave(paused ? Next.CONTINUE : Next.PAUSE);
            case ' ' -> {
                if (paused) {
                    leave(Next.CONTINUE);
                }
            }
            case 'r' -> leave(Next.RESET);
            case 'd' -> mode = mode.next();
            case 'n' -> withNames = !withNames;
            case '\t' -> shown = (shown + 1) % Math.max(1, builder.build().hostCount());
            case '?', 'h' -> help = true;
            default -> {}
        }
    }

    private void leave(Next to) {
        next = to;
        stop.run();
    }

    private boolean onEvent(MonitorEvent event, HopNames names) {
        if (event instanceof MonitorEvent.Started started) {
            head = started.protocol() + " over "
                    + Printable.line(started.transport().name());
            current = started.series();
        } else if (event instanceof MonitorEvent.CycleCompleted cycle) {
            List<MonitorSeries> updated = new ArrayList<>(current);
            updated.replaceAll(series -> series.target() == cycle.series().target() ? cycle.series() : series);
            current = updated;
            if (withNames) {
                cycle.series().hops().stream()
                        .flatMap(hop -> hop.responders().stream())
                        .forEach(responder -> names.ask(responder.address()));
            }
        }
        return true;
    }

    /** Together with what was seen earlier. */
    private List<MonitorSeries> merged(List<MonitorSeries> later) {
        if (earlier.isEmpty() || later.isEmpty()) {
            return earlier.isEmpty() ? later : earlier;
        }
        List<MonitorSeries> both = new ArrayList<>();
        for (int i = 0; i < later.size(); i++) {
            both.add(earlier.get(i).merge(later.get(i)));
        }
        return both;
    }

    private void draw(MonitorScreen screen, HopNames names) {
        MonitorView view = new MonitorView(
                head, merged(current), shown, mode, names.known(), withNames, paused, help, palette, sparkline);
        List<String> lines = view.lines(screen.columns(), screen.rows());
        if (!lines.equals(drawn)) {
            drawn = lines;
            screen.draw(lines);
        }
    }
}
