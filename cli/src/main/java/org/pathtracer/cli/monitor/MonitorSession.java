// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.monitor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Measurement;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.NotPermittedException;
import org.pathtracer.NotSupportedException;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.cli.live.Action;
import org.pathtracer.cli.live.Bindings;
import org.pathtracer.cli.live.Cycle;
import org.pathtracer.cli.live.LivePicture;
import org.pathtracer.cli.live.LiveState;
import org.pathtracer.cli.live.Measured;
import org.pathtracer.cli.live.Sparkline;
import org.pathtracer.cli.option.DurationConverter;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.run.CallbackLoop;
import org.pathtracer.cli.run.EventPrinter;
import org.pathtracer.cli.run.Execution;
import org.pathtracer.cli.run.Interruption;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;
import org.pathtracer.report.text.MonitorText;
import picocli.CommandLine.TypeConversionException;

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
    private final LiveState state;
    private final Bindings bindings;
    private final EnrichmentOptions lookUps;
    private final Sparkline sparkline;
    private HopInfos infos = new HopInfos(address -> new CompletableFuture<>());
    private final String host;
    /** Of monitors that ended; empty before the first. */
    private List<MonitorSeries> earlier = List.of();

    /** Of the one that runs; empty before it has started. */
    private List<MonitorSeries> current = List.of();

    private Optional<LocalTime> began = Optional.empty();
    private String transport = "";
    private Optional<InetAddress> source = Optional.empty();
    private boolean paused;
    private Next next = Next.END;
    /** What to go back to if the protocol that was chosen can't be used here. */
    private Optional<Protocol> protocolBefore = Optional.empty();

    private List<String> drawn = List.of();
    /** Ends what runs; of any thread. */
    private volatile Runnable stop = () -> {};

    private volatile boolean interrupted;

    /**
     * A view to be run once.
     *
     * @param builder of the request
     * @param cycles in all; 0 for no end
     * @param state the first picture
     * @param bindings what keys do
     * @param lookUps where networks and places of hops are looked up
     */
    public MonitorSession(
            Terminal terminal,
            MonitorRequest.Builder builder,
            int cycles,
            LiveState state,
            Bindings bindings,
            EnrichmentOptions lookUps) {
        this.terminal = terminal;
        this.builder = builder;
        this.cycles = cycles;
        this.state = state;
        this.bindings = bindings;
        this.lookUps = lookUps;
        sparkline = Charset.defaultCharset().equals(StandardCharsets.UTF_8) ? Sparkline.UNICODE : Sparkline.ASCII;
        host = hostName();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this host";
        }
    }

    /** Shows it until its end or an interrupt; then the last figures, as lines that stay. */
    @SuppressWarnings("try") // the interruption's scope is all there is to it
    public Optional<MonitorResult> run() throws InterruptedException {
        try (Interruption interruption = Interruption.of(this::interrupt)) {
            Optional<MonitorResult> last = show();
            last.ifPresent(result ->
                    MonitorText.report(result, new Palette(terminal.colours())).forEach(terminal.out()::println));
            terminal.out().flush();
            return last;
        }
    }

    private void interrupt() {
        interrupted = true;
        stop.run();
    }

    private Optional<MonitorResult> show() throws InterruptedException {
        // The files of networks and places are read before the terminal is taken over.
        try (PathTracer tracer = Execution.tracer(PathTracer.builder().enrichment(lookUps), loop);
                MonitorScreen screen = MonitorScreen.open(terminal.out())) {
            infos = new HopInfos(address -> tracer.lookUp(address, false));
            HopNames names = new HopNames(
                    address -> tracer.dns().start(DnsQuery.reverse(address).build()));
            screen.onKey(key -> loop.execute(() -> press(key)));
            MonitorResult result = null;
            MonitorResult whole = null;
            do {
                try {
                    result = measure(tracer, screen, names);
                } catch (NotPermittedException | NotSupportedException e) {
                    builder.protocol(protocolBefore.orElseThrow(() -> e));
                    state.notice(String.valueOf(e.getMessage()));
                    next = Next.RESET;
                    continue;
                }
                whole = whole == null ? result : whole.merge(result);
                earlier = whole.targets();
                current = List.of();
                pause(screen, names);
                if (next == Next.RESET) {
                    earlier = List.of();
                    whole = null;
                    began = Optional.empty();
                }
            } while (next != Next.END && !interrupted);
            return Optional.ofNullable(whole == null ? result : whole);
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

    private void press(String key) {
        if (state.closeHelp()) {
            return;
        }
        if (state.asks()) {
            state.type(key).ifPresent(answer -> set(answer.action(), answer.text()));
        } else {
            bindings.of(key).ifPresent(this::act);
        }
    }

    private void act(Action action) {
        MonitorRequest now = builder.build();
        switch (action) {
            case QUIT -> leave(Next.END);
            case PAUSE -> leave(paused ? Next.CONTINUE : Next.PAUSE);
            case RESET -> leave(Next.RESET);
            case INTERVAL ->
                state.ask(action, "interval, such as 500ms, 1s or 2m; now " + Milliseconds.rough(now.interval()));
            case SIZE -> state.ask(action, "bytes of a packet with its IP header");
            case FIRST_HOP -> state.ask(action, "first hop, from 1 on; now " + now.firstHop());
            case PROTOCOL -> {
                Protocol before = now.probe().protocol();
                protocolBefore = Optional.of(before);
                set(action, Cycle.next(Protocol.values(), before).name());
            }
            default -> state.apply(action, merged(current));
        }
    }

    /** Changes the measurement: what runs ends, and the next goes on, from its figures if only the interval differs. */
    private void set(Action action, String text) {
        MonitorRequest before = builder.build();
        try {
            switch (action) {
                case INTERVAL -> builder.interval(new DurationConverter().convert(text.strip()));
                case SIZE -> builder.size(Integer.parseInt(text.strip()));
                case FIRST_HOP -> builder.firstHop(Integer.parseInt(text.strip()));
                case PROTOCOL -> builder.protocol(Protocol.valueOf(text));
                default -> throw new IllegalStateException("nothing to be set by " + action);
            }
            MonitorRequest unused = builder.build();
            leave(action == Action.INTERVAL ? Next.CONTINUE : Next.RESET);
        } catch (NumberFormatException e) {
            state.notice("\"%s\" is not a number".formatted(text.strip()));
        } catch (InvalidRequestException | TypeConversionException e) {
            builder.interval(before.interval())
                    .firstHop(before.firstHop())
                    .protocol(before.probe().protocol());
            before.probe().size().ifPresent(builder::size);
            state.notice(String.valueOf(e.getMessage()));
        }
    }

    private void leave(Next to) {
        next = to;
        stop.run();
    }

    private boolean onEvent(MonitorEvent event, HopNames names) {
        if (event instanceof MonitorEvent.Started started) {
            transport = Printable.line(started.transport().name());
            source = started.sourceAddress();
            began = began.isPresent() ? began : Optional.of(LocalTime.now(ZoneId.systemDefault()));
            protocolBefore = Optional.empty();
            current = started.series();
        } else if (event instanceof MonitorEvent.CycleCompleted cycle) {
            List<MonitorSeries> updated = new ArrayList<>(current);
            updated.replaceAll(series -> series.target() == cycle.series().target() ? cycle.series() : series);
            current = updated;
            cycle.series().hops().stream()
                    .flatMap(hop -> hop.responders().stream())
                    .forEach(responder -> ask(responder.address(), names));
        }
        return true;
    }

    private void ask(InetAddress address, HopNames names) {
        infos.ask(address);
        if (state.withNames()) {
            names.ask(address);
        }
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
        MonitorRequest now = builder.build();
        Measured measured = new Measured(
                merged(current),
                names.known(),
                infos.known(),
                now.probe().protocol(),
                transport,
                host,
                source,
                now.interval(),
                began,
                LocalTime.now(ZoneId.systemDefault()),
                paused);
        List<String> lines =
                new LivePicture(measured, state, bindings, sparkline).lines(screen.columns(), screen.rows());
        if (!lines.equals(drawn)) {
            drawn = lines;
            screen.draw(lines);
        }
    }
}
