// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorPath;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.PathChange;
import org.pathtracer.PingTarget;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TransportChoice;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.ping.Outage;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Cells;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;

/**
 * A monitor for people without a terminal: a line for each trace, and a table for each target at the end.
 *
 * @since 0.1.0
 */
public final class MonitorText {
    private static final int NAME_WIDTH = 40;
    private static final int CYCLE_WIDTH = 6;

    private final LineOutput out;
    private final Palette palette;
    private final boolean several;

    public MonitorText(LineOutput out, Palette palette, int targets) {
        this.out = out;
        this.palette = palette;
        several = targets > 1;
    }

    public boolean onEvent(MonitorEvent event) {
        if (event instanceof MonitorEvent.Started started) {
            print(head(started.targets(), started.protocol(), started.transport()));
        } else if (event instanceof MonitorEvent.CycleCompleted cycle) {
            print(Cells.right(Long.toString(cycle.series().cycles()), CYCLE_WIDTH) + "  "
                    + prefix(cycle.series().target()) + trace(cycle));
        } else if (event instanceof MonitorEvent.PathChanged changed) {
            print(Cells.left("", CYCLE_WIDTH + 2) + prefix(changed.target()) + palette.bad(change(changed.change())));
        } else if (event instanceof MonitorEvent.Dropped dropped) {
            print(palette.faint("... " + dropped.count() + " lines left out, the reader is too slow"));
        }
        return !out.lost();
    }

    private String head(List<PingTarget> targets, Protocol protocol, TransportChoice transport) {
        String subject = targets.size() == 1 ? name(targets.get(0)) : targets.size() + " targets";
        return "monitor of " + palette.strong(subject) + ", " + protocol + " over " + Printable.line(transport.name());
    }

    private String prefix(PingTarget target) {
        return several ? Printable.line(target.name()) + ": " : "";
    }

    private static String trace(MonitorEvent.CycleCompleted cycle) {
        MonitorPath path = cycle.path();
        if (!path.reached()) {
            long answered = path.hops().stream().filter(hop -> hop.isPresent()).count();
            String why = path.end()
                    .map(end -> end == StopReason.LOOP ? ", a loop" : ", no way on from hop " + path.lastTtl())
                    .orElse("");
            return "not reached, %d hops answered%s".formatted(answered, why);
        }
        return "reached in " + Summary.count(path.lastTtl())
                + cycle.series()
                        .hop(path.lastTtl())
                        .flatMap(MonitorHop::last)
                        .map(rtt -> ", " + Milliseconds.fixed(rtt) + " ms")
                        .orElse("");
    }

    /** Which hops differ, in words. */
    public static String change(PathChange change) {
        List<String> parts = new ArrayList<>();
        for (int ttl : change.ttls()) {
            parts.add("hop " + ttl + " " + at(change.before(), ttl) + " became " + at(change.after(), ttl));
        }
        return "path changed: " + String.join(", ", parts);
    }

    private static String at(MonitorPath path, int ttl) {
        return path.at(ttl).map(AddressText::of).orElse(ttl > path.lastTtl() ? "none" : "*");
    }

    public String waiting() {
        return "waiting for the next trace ...";
    }

    /** All of a monitor that is over; what each trace found is told while it runs only. */
    public void whole(MonitorResult result) {
        print(head(
                result.targets().stream().map(MonitorSeries::target).toList(), result.protocol(), result.transport()));
        onResult(result);
    }

    public void onResult(MonitorResult result) {
        report(result, palette).forEach(this::print);
    }

    /** All that is known at the end. */
    public static List<String> report(MonitorResult result, Palette palette) {
        List<String> lines = new ArrayList<>();
        result.targets().forEach(series -> lines.addAll(table(series, palette)));
        lines.addAll(RunNotes.ofEnd(
                result.stopReason(), "a trace that was under way is not counted, only its answers so far"));
        lines.addAll(RunNotes.ofHost(result.transport(), result.networkChanged()));
        return lines;
    }

    /** All of a target, at the end. */
    private static List<String> table(MonitorSeries series, Palette palette) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(palette.strong(name(series.target()))
                + series.target()
                        .failure()
                        .map(cause -> ": " + palette.bad(Printable.paragraph(cause.getMessage())))
                        .orElse(": " + summary(series)));
        if (!series.hops().isEmpty()) {
            MonitorTable table = MonitorTable.usual(palette, NAME_WIDTH);
            lines.add(table.header());
            series.hops().forEach(hop -> lines.addAll(table.lines(hop, one -> AddressText.of(one.address()))));
        }
        series.hop(series.path().lastTtl())
                .filter(hop -> series.path().reached())
                .ifPresent(target -> WindowText.lines(target.statistics(), target.windows())
                        .forEach(line -> lines.add("target, " + line)));
        series.outages().forEach(outage -> lines.add(outage(outage)));
        if (series.outagesLeftOut() > 0) {
            lines.add("and " + series.outagesLeftOut() + " outages before these");
        }
        series.pathChanges()
                .forEach(change -> lines.add("trace " + (change.cycle() + 1) + ", " + Milliseconds.rough(change.at())
                        + ": " + change(change)));
        if (series.pathChangesLeftOut() > 0) {
            lines.add("and " + series.pathChangesLeftOut() + " changes before these");
        }
        return lines;
    }

    private static String outage(Outage outage) {
        return "outage: %s from trace %d on, %d traces%s"
                .formatted(
                        Milliseconds.rough(outage.duration()),
                        outage.firstSequence() + 1,
                        outage.probes(),
                        outage.ended() ? "" : ", to the end");
    }

    public static String summary(MonitorSeries series) {
        return series.cycles() + " traces, " + series.reachedCycles() + " reached it";
    }

    public static String name(PingTarget target) {
        String name = Printable.line(target.name());
        return target.address()
                .map(AddressText::of)
                .filter(address -> !address.equals(name))
                .map(address -> name + " (" + address + ")")
                .orElse(name);
    }

    private void print(String line) {
        out.line(line);
    }
}
