// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pathtracer.Hop;
import org.pathtracer.Protocol;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TransportChoice;
import org.pathtracer.enrich.Segment;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.OptionValues;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;
import org.pathtracer.report.format.SegmentText;
import org.pathtracer.result.UsedOptions;

/**
 * A trace for people, each hop as soon as it is settled.
 *
 * @since 0.1.0
 */
public final class TraceText {
    private final LineOutput out;
    private final OptionValues options;
    private final Palette palette;
    private final HopText hopText;
    private final Set<String> explained = new HashSet<>();
    private final List<ProbeResult> afterTheirLine = new ArrayList<>();
    private final Map<Integer, Optional<Segment>> printed = new HashMap<>();
    private int lastPrinted;
    private boolean diagnosing;

    /**
     * A text that begins.
     *
     * @param options of the run, which its head tells as far as they are known
     */
    public TraceText(LineOutput out, Palette palette, Map<String, String> options) {
        this.out = out;
        this.options = new OptionValues(options);
        this.palette = palette;
        hopText = new HopText(palette);
        lastPrinted = this.options.number("firstHop").orElse(1) - 1;
    }

    /** Returns the text of a trace that is to run. */
    public static TraceText live(LineOutput out, Palette palette, TraceRequest request) {
        return new TraceText(out, palette, UsedOptions.of(request));
    }

    public boolean onEvent(TraceEvent event) {
        if (event instanceof TraceEvent.Started started) {
            print(header(started.target(), started.address(), started.protocol(), started.transport()));
        } else if (event instanceof TraceEvent.HopSettled settled && !options.on("enrichment")) {
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
        return !out.lost();
    }

    public String waiting() {
        return diagnosing ? "finding out why probes were lost ..." : "waiting for hop " + (lastPrinted + 1) + " ...";
    }

    /** All of a trace that is over. */
    public void whole(TraceResult result) {
        print(header(result.target(), result.address(), result.protocol(), result.transport()));
        onResult(result);
    }

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

    private String header(String target, InetAddress address, Protocol protocol, TransportChoice transport) {
        OptionalInt maxHops = options.number("maxHops");
        OptionalInt size = options.packetSize(address);
        String known = (maxHops.isPresent() ? maxHops.getAsInt() + " hops max, " : "")
                + (size.isPresent() ? size.getAsInt() + " byte packets, " : "");
        return "pathtracer to " + palette.strong(Printable.line(target)) + " (" + AddressText.of(address) + "), "
                + known + protocol + " over " + Printable.line(transport.name());
    }

    private void print(Hop hop) {
        lastPrinted = hop.ttl();
        printed.put(hop.ttl(), hop.segment());
        hopText.lines(hop).forEach(this::print);
        UnsentProbes.advice(List.of(hop)).forEach((error, advice) -> {
            if (explained.add(error)) {
                print("    " + palette.bad(Printable.line(error + ": " + advice)));
            }
        });
    }

    private void print(String line) {
        out.line(line);
    }
}
