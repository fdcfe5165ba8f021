// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.net.InetAddress;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pathtracer.MonitorSeries;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.Location;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Cells;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.Printable;
import org.pathtracer.report.text.MonitorText;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.Window;

/** The picture: it follows from what is measured, what of it is shown, and the size of the terminal alone. */
public final class LivePicture {
    private static final int LEAST_COLUMNS = 60;
    private static final int LEAST_ROWS = 10;
    private static final double PERCENT = 100;

    private final Measured measured;
    private final LiveState state;
    private final Bindings bindings;
    private final Sparkline sparkline;
    private final Theme theme;
    private final List<MonitorSeries> series;

    /** A picture of now. */
    public LivePicture(Measured measured, LiveState state, Bindings bindings, Sparkline sparkline) {
        this.measured = measured;
        this.state = state;
        this.bindings = bindings;
        this.sparkline = sparkline;
        theme = state.theme();
        series = state.series(measured.series());
    }

    /** Returns its lines: at most as many as there are rows, none wider than there are columns. */
    public List<String> lines(int columns, int rows) {
        List<String> lines = new ArrayList<>();
        if (columns < LEAST_COLUMNS || rows < LEAST_ROWS) {
            lines.add("too small: %dx%d is needed".formatted(LEAST_COLUMNS, LEAST_ROWS));
            lines.add("this is %dx%d".formatted(columns, rows));
        } else {
            lines.add(title());
            lines.add(settings());
            List<String> foot = foot(columns);
            int room = rows - lines.size() - foot.size();
            List<String> body = body(columns, room);
            lines.addAll(body.subList(0, Math.min(room, body.size())));
            while (lines.size() < rows - foot.size()) {
                lines.add("");
            }
            lines.addAll(foot);
        }
        return lines.stream().limit(rows).map(line -> Cells.cut(line, columns)).toList();
    }

    private Optional<MonitorSeries> current() {
        return series.isEmpty()
                ? Optional.empty()
                : Optional.of(series.get(Math.min(state.target(), series.size() - 1)));
    }

    private String title() {
        return current()
                .map(one -> {
                    String place = series.size() > 1 ? " [%d of %d]".formatted(state.target() + 1, series.size()) : "";
                    return "pathtracer monitor of " + theme.strong(MonitorText.name(one.target())) + place + ", "
                            + measured.protocol() + " over " + measured.transport() + ", " + MonitorText.summary(one);
                })
                .orElse("pathtracer monitor");
    }

    private String settings() {
        StringBuilder line = new StringBuilder("from ")
                .append(Printable.line(measured.host()))
                .append(measured.source()
                        .filter(source -> state.hidden() == 0)
                        .map(source -> " (" + AddressText.of(source) + ")")
                        .orElse(""))
                .append(", every ")
                .append(Milliseconds.rough(measured.interval()))
                .append(", ")
                .append(state.window().map(LivePicture::name).orElse("whole life"))
                .append("  ")
                .append(measured.now().truncatedTo(ChronoUnit.SECONDS));
        if (state.hidden() > 0) {
            line.append("  ").append(state.hidden()).append(" hops hidden");
        }
        String marks = (measured.paused() ? "  " + theme.bad("paused") : "")
                + (state.isFrozen() ? "  " + theme.bad("frozen") : "");
        return theme.faint(line.toString()) + marks;
    }

    private static String name(Window window) {
        long minutes = window.length().toMinutes();
        return minutes == 1 ? "last minute" : "last %d minutes".formatted(minutes);
    }

    private List<String> foot(int columns) {
        List<String> foot = new ArrayList<>();
        current().ifPresent(one -> {
            one.sendFailures()
                    .forEach((failure, count) -> foot.add(theme.bad(Printable.line(
                            count + " probes could not leave: " + failure.errorName() + ", " + failure.advice()))));
            if (state.page() == LiveState.Page.HOPS) {
                List<String> events = new Events(one, measured, state).lines();
                if (!events.isEmpty()) {
                    foot.add(theme.bad("latest of %d: ".formatted(events.size()) + events.get(events.size() - 1)));
                }
            }
        });
        state.prompt()
                .ifPresentOrElse(
                        prompt -> {
                            foot.add(Cells.cut(prompt.question(), columns));
                            foot.add("> " + prompt.typed() + "_");
                        },
                        () -> foot.add(
                                state.notice().isEmpty()
                                        ? theme.faint(keys())
                                        : theme.bad(Printable.line(state.notice()))));
        return foot;
    }

    private String keys() {
        List<String> words = new ArrayList<>();
        words.add(key(Action.QUIT, "quit"));
        words.add(key(Action.HELP, "help"));
        words.add(key(Action.PAUSE, "pause"));
        words.add(key(Action.RESET, "reset"));
        words.add(key(Action.DISPLAY, "display"));
        words.add(key(Action.NAMES, "names"));
        words.add(key(Action.DETAIL, "details"));
        words.add(key(Action.EVENTS, "events"));
        if (series.size() > 1) {
            words.add(key(Action.OVERVIEW, "overview"));
            words.add(key(Action.NEXT_TARGET, "next"));
        }
        return String.join("  ", words);
    }

    private String key(Action action, String word) {
        List<String> keys = bindings.keys(action);
        return (keys.isEmpty() ? "-" : keys.get(0)) + " " + word;
    }

    private List<String> body(int columns, int rows) {
        if (state.page() == LiveState.Page.HELP) {
            return help(rows);
        }
        Optional<MonitorSeries> one = current();
        if (one.isEmpty()) {
            return List.of("waiting for the first trace ...");
        }
        if (state.page() == LiveState.Page.OVERVIEW) {
            return overview(rows);
        }
        if (one.get().target().failure().isPresent()) {
            return List.of(
                    theme.bad(Printable.line(one.get().target().failure().get().getMessage())));
        }
        return switch (state.page()) {
            case EVENTS -> events(one.get(), rows);
            case MAP -> new PlaceMap(one.get(), measured.infos(), state).lines(columns, rows);
            case DETAIL ->
                state.hop(one.get())
                        .map(hop -> new HopDetail(hop, statistics(hop), theme, sparkline, this::name, about(hop))
                                .lines(columns, rows))
                        .orElse(List.of("there is no hop yet"));
            default -> hops(one.get(), columns, rows);
        };
    }

    private List<String> help(int rows) {
        List<String> lines = new ArrayList<>();
        for (Action action : Action.values()) {
            List<String> keys = bindings.keys(action);
            lines.add("  %s %s".formatted(Cells.left(String.join(" ", keys), 9), action.help()));
        }
        lines.add("");
        lines.add("  columns: " + Column.all());
        lines.add("  colours: %s".formatted(theme.title()));
        if (lines.size() <= rows) {
            return lines;
        }
        // Two beside each other: a small terminal has no room for all below each other.
        int half = (Action.values().length + 1) / 2;
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < half; i++) {
            String right = i + half < Action.values().length ? lines.get(i + half) : "";
            pairs.add(Cells.left(Cells.cut(lines.get(i), 38), 39) + right.stripLeading());
        }
        return pairs;
    }

    private List<String> overview(int rows) {
        List<String> lines = new ArrayList<>();
        lines.add("     " + Cells.left("target", 34) + "  hops   loss     mean    worst  events");
        int first = Math.max(0, Math.min(state.target() - (rows - 2) / 2, series.size() - (rows - 1)));
        for (int i = first; i < series.size() && lines.size() < rows; i++) {
            lines.add(marked(i == state.target(), target(series.get(i))));
        }
        return lines;
    }

    private String target(MonitorSeries one) {
        String name = Cells.left(Printable.line(MonitorText.name(one.target())), 34);
        if (one.target().failure().isPresent()) {
            return name + "  " + theme.bad("unknown");
        }
        Optional<MonitorHop> last = one.hops().isEmpty() || !one.reached()
                ? Optional.empty()
                : Optional.of(one.hops().get(one.hops().size() - 1));
        Optional<Statistics> figures = last.map(this::statistics);
        return name
                + "%6d  %s  %7s  %7s  %6d"
                        .formatted(
                                one.hops().size(),
                                Cells.right(figures.map(all -> loss(all)).orElse("silent"), 5),
                                figures.flatMap(Statistics::mean)
                                        .map(Milliseconds::fixed)
                                        .orElse(""),
                                figures.flatMap(Statistics::max)
                                        .map(Milliseconds::fixed)
                                        .orElse(""),
                                new Events(one, measured, state).lines().size());
    }

    private String loss(Statistics all) {
        String text = String.format(Locale.ROOT, "%.0f%%", all.loss().orElse(0) * PERCENT);
        return all.lossRatio() > 0 ? theme.bad(text) : text;
    }

    private List<String> events(MonitorSeries one, int rows) {
        List<String> all = new Events(one, measured, state).lines();
        if (all.isEmpty()) {
            return List.of("no path change and no outage so far");
        }
        return all.subList(Math.max(0, all.size() - rows), all.size());
    }

    private Statistics statistics(MonitorHop hop) {
        return state.window().flatMap(hop.windows()::last).orElse(hop.statistics());
    }

    private List<String> hops(MonitorSeries one, int columns, int rows) {
        HopTable table = new HopTable(one, state, sparkline, columns, this::name, this::statistics);
        List<String> lines = new ArrayList<>();
        lines.add(table.header());
        lines.addAll(table.rows(rows - 1));
        return lines;
    }

    private String marked(boolean chosen, String line) {
        return chosen ? theme.chosen("  >  " + line) : "     " + line;
    }

    /** Returns how an address is called, by the choice of names; the network's text can do no harm. */
    private String name(int ttl, InetAddress address) {
        if (state.hides(ttl)) {
            return "(hidden)";
        }
        String text = AddressText.of(address);
        String name = measured.names().get(address);
        if (name == null || state.naming() == LiveState.Naming.ADDRESS) {
            return network(address) + text;
        }
        String printable = Printable.line(name);
        return network(address) + (state.naming() == LiveState.Naming.BOTH ? printable + " (" + text + ")" : printable);
    }

    private String network(InetAddress address) {
        return info(address)
                .filter(unused -> state.networks())
                .flatMap(AddressInfo::asn)
                .map(number -> "AS" + number + " ")
                .orElse("");
    }

    private Optional<AddressInfo> info(InetAddress address) {
        return Optional.ofNullable(measured.infos().get(address));
    }

    /** Returns what is known of a hop's routers beside their times: network, place, and MPLS labels. */
    private List<String> about(MonitorHop hop) {
        List<String> lines = new ArrayList<>();
        for (MonitorHop.HopResponder router : hop.responders()) {
            List<String> parts = new ArrayList<>();
            if (!state.hides(hop.ttl())) {
                info(router.address()).ifPresent(info -> {
                    info.asName().map(Printable::line).ifPresent(parts::add);
                    info.location().flatMap(Location::city).map(Printable::line).ifPresent(parts::add);
                    info.country().map(Printable::line).ifPresent(parts::add);
                });
            }
            HopTable.labels(router).ifPresent(parts::add);
            if (!parts.isEmpty()) {
                lines.add(name(hop.ttl(), router.address()) + ": " + String.join(", ", parts));
            }
        }
        return lines;
    }

    /** How addresses are called. */
    interface Names {
        String of(int ttl, InetAddress address);
    }

    /** What happened, in the order of time. */
    record Events(MonitorSeries one, Measured measured, LiveState state) {
        private record Event(Duration at, String text) {}

        List<String> lines() {
            List<Event> all = new ArrayList<>();
            one.pathChanges().forEach(change -> {
                boolean hidden = change.ttls().stream().anyMatch(state::hides);
                all.add(new Event(change.at(), hidden ? "path changed at hidden hops" : MonitorText.change(change)));
            });
            one.outages()
                    .forEach(outage -> all.add(new Event(
                            outage.start(),
                            "outage of %s, %d traces%s"
                                    .formatted(
                                            Milliseconds.rough(outage.duration()),
                                            outage.probes(),
                                            outage.ended() ? "" : ", goes on"))));
            all.sort((a, b) -> a.at().compareTo(b.at()));
            return all.stream()
                    .map(event -> time(event.at()) + "  " + event.text())
                    .toList();
        }

        private String time(Duration at) {
            return measured.began()
                    .map(began -> began.plus(at).truncatedTo(ChronoUnit.SECONDS))
                    .map(LocalTime::toString)
                    .orElse("+" + Milliseconds.rough(at));
        }
    }
}
