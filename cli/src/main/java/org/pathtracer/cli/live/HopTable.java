// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pathtracer.MonitorSeries;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Cells;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.text.ExtensionText;
import org.pathtracer.statistics.Statistics;

/** The table of hops: one row each, and one for each further router, scrolled so that the chosen hop is there. */
final class HopTable {
    private static final int BEFORE_NAME = 6;
    private static final int NARROWEST_NAME = 15;
    private static final int WIDEST_NAME = 44;
    private static final int LEAST_HISTORY = 4;
    private static final int USUAL_HISTORY = 20;
    private static final int LONGEST_HISTORY = 64;
    private static final int PERCENT = 100;

    private final MonitorSeries series;
    private final LiveState state;
    private final Sparkline sparkline;
    private final LivePicture.Names names;
    private final Function<MonitorHop, Statistics> statistics;
    private final Theme theme;
    private final List<Column> columns;
    private final int nameWidth;
    private final int history;
    private final Duration highest;

    HopTable(
            MonitorSeries series,
            LiveState state,
            Sparkline sparkline,
            int width,
            LivePicture.Names names,
            Function<MonitorHop, Statistics> statistics) {
        this.series = series;
        this.state = state;
        this.sparkline = sparkline;
        this.names = names;
        this.statistics = statistics;
        theme = state.theme();
        columns = fitting(state.columns(), width - BEFORE_NAME - NARROWEST_NAME);
        int left =
                width - BEFORE_NAME - columns.stream().mapToInt(Column::width).sum();
        int wanted = state.hasLongHistory() ? LONGEST_HISTORY : state.hasHistory() ? USUAL_HISTORY : 0;
        nameWidth = Math.max(NARROWEST_NAME, Math.min(WIDEST_NAME, left - (wanted == 0 ? 0 : wanted + 2)));
        int room = left - nameWidth - 2;
        history = wanted == 0 || room < LEAST_HISTORY ? 0 : Math.min(wanted, room);
        highest = series.hops().stream()
                .flatMap(hop -> hop.recent().stream())
                .flatMap(Optional::stream)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** As many from the left as there is room for. */
    private static List<Column> fitting(List<Column> all, int room) {
        List<Column> columns = new ArrayList<>();
        int left = room;
        for (Column column : all) {
            left -= column.width();
            if (left >= 0) {
                columns.add(column);
            }
        }
        return columns;
    }

    String header() {
        StringBuilder line = new StringBuilder(" ".repeat(BEFORE_NAME)).append(Cells.left("host", nameWidth));
        columns.forEach(column -> line.append(Cells.right(column.title(), column.width())));
        if (history > 0) {
            line.append("  to ").append(Milliseconds.rough(highest));
        }
        return line.toString();
    }

    /** Returns the rows around the chosen hop; the last one counts those below. */
    List<String> rows(int room) {
        List<String> all = new ArrayList<>();
        int chosenAt = 0;
        Optional<MonitorHop> chosen = state.hop(series);
        for (MonitorHop hop : series.hops()) {
            boolean marked = chosen.filter(one -> one == hop).isPresent();
            chosenAt = marked ? all.size() : chosenAt;
            String row = row(hop, marked);
            all.add(marked ? theme.chosen(row) : row);
            boolean several = state.flows() && hop.responders().size() > 1;
            if (several) {
                all.addAll(further(hop));
            } else {
                hop.responders().stream().limit(1).forEach(router -> all.addAll(labelLine(router)));
            }
        }
        if (!series.reached() && series.cycles() > 0) {
            all.add("   *  " + Cells.left(target(), nameWidth) + theme.bad("  no answer from the target"));
        }
        if (all.size() <= room) {
            return all;
        }
        int first = Math.max(0, Math.min(chosenAt - (room - 1) / 2, all.size() - room));
        int end = Math.min(all.size(), first + room);
        List<String> shown = new ArrayList<>(all.subList(first, end));
        if (end < all.size()) {
            shown.set(shown.size() - 1, theme.faint("      ... %d lines more".formatted(all.size() - end + 1)));
        }
        return shown;
    }

    private String target() {
        return series.target().address().map(AddressText::of).orElse("target");
    }

    private String row(MonitorHop hop, boolean marked) {
        String name = hop.address().map(address -> names.of(hop.ttl(), address)).orElse("*");
        Statistics figures = statistics.apply(hop);
        StringBuilder line = new StringBuilder("%s%3d  ".formatted(marked ? ">" : " ", hop.ttl()))
                .append(Cells.left(name, nameWidth));
        for (Column column : columns) {
            String text = Cells.right(column.of(hop, figures), column.width());
            boolean bad = column == Column.LOSS && figures.lossRatio() > 0;
            line.append(bad ? theme.bad(text) : text);
        }
        if (history > 0) {
            line.append("  ").append(sparkline.of(hop.recent(), highest, history, theme::bad));
        }
        return line.toString();
    }

    /** Each router that answered, with its share, if there are several. */
    private List<String> further(MonitorHop hop) {
        List<MonitorHop.HopResponder> routers = hop.responders();
        long answers =
                routers.stream().mapToLong(MonitorHop.HopResponder::answers).sum();
        List<String> lines = new ArrayList<>();
        for (MonitorHop.HopResponder router : routers) {
            InetAddress address = router.address();
            long share = answers == 0 ? 0 : Math.round(router.answers() * (double) PERCENT / answers);
            lines.add("      " + Cells.left("- " + names.of(hop.ttl(), address), nameWidth)
                    + theme.faint("  %3d%% of the answers".formatted(share)));
            lines.addAll(labelLine(router));
        }
        return lines;
    }

    private List<String> labelLine(MonitorHop.HopResponder router) {
        return labels(router).filter(unused -> state.labels()).map(text -> "      " + theme.faint(text)).stream()
                .toList();
    }

    /** Returns the MPLS labels of a router's last answer, as mtr writes them. */
    static Optional<String> labels(MonitorHop.HopResponder router) {
        return router.mplsLabels().isEmpty()
                ? Optional.empty()
                : Optional.of(ExtensionText.of(new IcmpExtension.MplsLabelStack(router.mplsLabels())));
    }
}
