// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.monitor;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.MonitorSeries;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Cells;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;
import org.pathtracer.report.text.MonitorTable;
import org.pathtracer.report.text.MonitorText;

/**
 * What the live view shows, and how it looks: a picture follows from this and the size of the terminal alone.
 *
 * @param head protocol and transport, in words
 * @param series each target, in the order asked for
 * @param shown which of them is shown
 * @param mode which figures
 * @param names of addresses, as far as they are known; as the network tells them
 * @param withNames whether names are shown
 * @param paused whether nothing is sent
 * @param help whether the keys are explained instead
 * @param palette colours
 * @param sparkline how times are drawn
 */
public record MonitorView(
        String head,
        List<MonitorSeries> series,
        int shown,
        Mode mode,
        Map<InetAddress, String> names,
        boolean withNames,
        boolean paused,
        boolean help,
        Palette palette,
        Sparkline sparkline) {
    /** What stands behind a hop's name. */
    public enum Mode {
        /** Figures, and a short history. */
        FIGURES,
        /** Percentiles. */
        DISTRIBUTION,
        /** A long history. */
        HISTORY;

        Mode next() {
            return switch (this) {
                case FIGURES -> DISTRIBUTION;
                case DISTRIBUTION -> HISTORY;
                case HISTORY -> FIGURES;
            };
        }
    }

    private static final int WIDEST_NAME = 40;
    private static final int NARROWEST_NAME = 15;
    private static final int USUAL_HISTORY = 20;
    private static final int LEAST_HISTORY = 4;
    private static final int HISTORY = 64;

    private static final List<String> HELP = List.of(
            "  q        quit",
            "  p        pause: nothing is sent any more; space or p goes on",
            "  r        reset: forget all figures",
            "  d        display mode: figures, distribution, history",
            "  n        host names, or addresses only",
            "  tab      next target",
            "  ?  h     this page");

    /** The lines of the picture, at most as many as there are rows, none wider than there are columns. */
    public List<String> lines(int columns, int rows) {
        List<String> lines = new ArrayList<>();
        lines.add(title());
        lines.add(palette.faint("keys: q quit  p pause  r reset  d display  n names"
                + (series.size() > 1 ? "  tab next target" : "") + "  ? help"));
        lines.add("");
        lines.addAll(help ? HELP : hops(columns, rows - lines.size()));
        return lines.stream().limit(rows).map(line -> Cells.cut(line, columns)).toList();
    }

    private String title() {
        String state = paused ? "  " + palette.bad("paused") : "";
        if (series.isEmpty()) {
            return "pathtracer monitor" + state;
        }
        String place = series.size() > 1 ? " [%d of %d]".formatted(shown + 1, series.size()) : "";
        return "pathtracer monitor of "
                + palette.strong(MonitorText.name(current().target())) + place + ", " + head + ", "
                + MonitorText.summary(current()) + state;
    }

    private MonitorSeries current() {
        return series.get(Math.min(shown, series.size() - 1));
    }

    private List<String> hops(int columns, int rows) {
        if (series.isEmpty()) {
            return List.of("waiting for the first trace ...");
        }
        MonitorSeries one = current();
        if (one.target().failure().isPresent()) {
            return List.of(
                    palette.bad(Printable.line(one.target().failure().get().getMessage())));
        }
        List<String> foot = foot(one);
        List<String> table = table(one, columns);
        int room = Math.max(1, rows - foot.size());
        List<String> lines = new ArrayList<>(table.subList(0, Math.min(room, table.size())));
        if (table.size() > room) {
            lines.set(room - 1, palette.faint("... %d lines more".formatted(table.size() - room + 1)));
        }
        lines.addAll(foot);
        return lines;
    }

    private List<String> table(MonitorSeries one, int columns) {
        int beside = table(0).widthBesideName();
        int history = mode == Mode.DISTRIBUTION ? 0 : mode == Mode.HISTORY ? HISTORY : USUAL_HISTORY;
        int name = Math.max(NARROWEST_NAME, Math.min(WIDEST_NAME, columns - beside - history - 2));
        int left = Math.min(HISTORY, columns - beside - name - 2);
        MonitorTable table = table(name).within(columns);
        boolean drawn = mode != Mode.DISTRIBUTION && left >= LEAST_HISTORY;
        List<String> lines = new ArrayList<>();
        lines.add(table.header());
        Duration full = highest(one);
        for (MonitorHop hop : one.hops()) {
            List<String> ofHop = new ArrayList<>(table.lines(hop, responder -> name(responder.address())));
            if (drawn) {
                ofHop.set(0, ofHop.get(0) + "  " + sparkline.of(hop.recent(), full, left, palette));
            }
            lines.addAll(ofHop);
        }
        return lines;
    }

    private MonitorTable table(int nameWidth) {
        return switch (mode) {
            case FIGURES -> MonitorTable.usual(palette, nameWidth);
            case DISTRIBUTION -> MonitorTable.distribution(palette, nameWidth);
            case HISTORY -> MonitorTable.narrow(palette, nameWidth);
        };
    }

    private List<String> foot(MonitorSeries one) {
        List<String> foot = new ArrayList<>();
        if (mode != Mode.DISTRIBUTION && !one.hops().isEmpty()) {
            foot.add("");
            foot.add(palette.faint(
                    "highest bar: " + Milliseconds.fixed(highest(one)) + " ms, " + sparkline.lost() + " lost"));
        }
        one.sendFailures()
                .forEach((failure, count) -> foot.add(palette.bad(Printable.line(
                        count + " probes could not leave: " + failure.errorName() + ", " + failure.advice()))));
        int changes = one.pathChanges().size();
        if (changes > 0) {
            long all = changes + one.pathChangesLeftOut();
            foot.add(palette.bad((all == 1 ? "" : all + " changes, the latest: ")
                    + MonitorText.change(one.pathChanges().get(changes - 1))));
        }
        return foot;
    }

    private static Duration highest(MonitorSeries one) {
        return one.hops().stream()
                .flatMap(hop -> hop.recent().stream())
                .flatMap(Optional::stream)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private String name(InetAddress address) {
        String name = withNames ? names.get(address) : null;
        return name == null ? AddressText.of(address) : Printable.line(name);
    }
}
