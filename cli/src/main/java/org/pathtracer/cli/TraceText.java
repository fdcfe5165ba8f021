// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pathtracer.AddressFamily;
import org.pathtracer.Hop;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.enrich.Segment;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;

/** A trace for people, each hop as soon as it is settled. */
final class TraceText implements TraceReport {
    private final Terminal terminal;
    private final TraceRequest request;
    private final Palette palette;
    private final HopText hopText;
    private final Progress progress;
    private final Set<String> explained = new HashSet<>();
    private final List<ProbeResult> afterTheirLine = new ArrayList<>();
    private final Map<Integer, Optional<Segment>> printed = new HashMap<>();
    private int lastPrinted;
    private boolean diagnosing;

    TraceText(Terminal terminal, TraceRequest request) {
        this.terminal = terminal;
        this.request = request;
        palette = new Palette(terminal.colours());
        hopText = new HopText(palette);
        progress = new Progress(terminal);
        lastPrinted = request.firstHop() - 1;
    }

    @Override
    public boolean onEvent(TraceEvent event) {
        if (event instanceof TraceEvent.Started started) {
            print(header(started));
        } else if (event instanceof TraceEvent.HopSettled settled && !request.enrichment()) {
            print(settled.hop());
        } else if (event instanceof TraceEvent.HopEnriched enriched) {
            print(enriched.hop());
        } else if (event instanceof TraceEvent.DiagnosisStarted) {
            diagnosing = true;
        } else if (event instanceof TraceEvent.ProbeCompleted completed
                && completed.probe().ttl() <= lastPrinted
                && completed.probe().outcome() instanceof ProbeOutcome.Answer) {
            afterTheirLine.add(completed.probe());
        }
        return !terminal.out().checkError();
    }

    @Override
    public void onTick() {
        progress.show(
                diagnosing ? "finding out why probes were lost ..." : "waiting for hop " + (lastPrinted + 1) + " ...");
    }

    @Override
    public void onResult(TraceResult result) {
        // Of a trace that was ended from outside, the last hops never settled.
        result.hops().stream().filter(hop -> hop.ttl() > lastPrinted).forEach(this::print);
        afterTheirLine.forEach(probe -> print(hopText.afterItsLine(probe)));
        if (result.hops().stream().anyMatch(hop -> !hop.segment().equals(printed.get(hop.ttl())))) {
            print("segments of the whole path: " + SegmentText.of(result.hops()));
        }
        PathNotes.of(result).forEach(this::print);
        LossText.of(result.hops()).forEach(this::print);
        String summary = Summary.of(result);
        print(result.reached() ? palette.good(summary) : palette.bad(summary));
    }

    private String header(TraceEvent.Started started) {
        return "pathtracer to " + palette.strong(Printable.line(started.target()))
                + " (" + AddressText.of(started.address()) + "), "
                + request.maxHops() + " hops max, "
                + request.probe().sizeFor(AddressFamily.of(started.address())) + " byte packets, "
                + started.protocol() + " over "
                + Printable.line(started.transport().name());
    }

    private void print(Hop hop) {
        lastPrinted = hop.ttl();
        printed.put(hop.ttl(), hop.segment());
        hopText.lines(hop).forEach(this::print);
        SendFailures.advice(List.of(hop)).forEach((error, advice) -> {
            if (explained.add(error)) {
                print("    " + palette.bad(Printable.line(error + ": " + advice)));
            }
        });
    }

    private void print(String line) {
        progress.erase();
        terminal.out().println(line);
        terminal.out().flush();
    }
}
