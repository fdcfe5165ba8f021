// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.MonitorSeries;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.statistics.Window;

/** What of the figures is shown, and how: keys change it. On one thread. */
public final class LiveState {
    /** The pages. */
    enum Page {
        HOPS,
        DETAIL,
        OVERVIEW,
        EVENTS,
        MAP,
        HELP
    }

    /** What stands behind a hop's name. */
    enum Display {
        FIGURES("LSNABWVI"),
        DISTRIBUTION("LSB5069W"),
        HISTORY("LSNA");

        private final String letters;

        Display(String letters) {
            this.letters = letters;
        }

        Display next() {
            return Cycle.next(values(), this);
        }
    }

    /** How a hop is named. */
    enum Naming {
        ADDRESS,
        NAME,
        BOTH;

        Naming next() {
            return Cycle.next(values(), this);
        }
    }

    /** A question, and what was typed so far. */
    record Prompt(Action action, String question, String typed) {}

    private static final int PAGE = 10;

    private final Optional<List<Column>> ownColumns;
    private Page page = Page.HOPS;
    private Display display = Display.FIGURES;
    private List<Column> columns;
    private Naming naming;
    private Theme theme;
    private Optional<Window> window = Optional.empty();
    private boolean flows = true;
    private boolean networks = true;
    private boolean labels = true;
    private int hidden;
    private int target;
    private int hop;
    private Optional<List<MonitorSeries>> frozen = Optional.empty();
    private @Nullable Prompt prompt;
    private String notice = "";

    /**
     * The first picture.
     *
     * @param columns other than the usual ones
     * @param hidden hops from here whose addresses are not shown
     */
    public LiveState(Optional<List<Column>> columns, boolean withNames, Theme theme, int hidden) {
        ownColumns = columns;
        this.columns = columns.orElseGet(() -> Column.of(display.letters));
        naming = withNames ? Naming.NAME : Naming.ADDRESS;
        this.theme = theme;
        this.hidden = hidden;
    }

    /** Changes what is shown; what concerns the measurement itself changes nothing here. */
    public void apply(Action action, List<MonitorSeries> measured) {
        notice = "";
        List<MonitorSeries> series = series(measured);
        int hops = target < series.size() ? series.get(target).hops().size() : 0;
        int most = page == Page.OVERVIEW ? series.size() : hops;
        switch (action) {
            case UP -> move(-1, most);
            case DOWN -> move(1, most);
            case PAGE_UP -> move(-PAGE, most);
            case PAGE_DOWN -> move(PAGE, most);
            case FIRST -> move(-most, most);
            case LAST -> move(most, most);
            case DETAIL -> page = page == Page.OVERVIEW ? Page.HOPS : Page.DETAIL;
            case BACK -> page = Page.HOPS;
            case NEXT_TARGET -> turn(1, series.size());
            case PREVIOUS_TARGET -> turn(-1, series.size());
            case OVERVIEW -> toggle(Page.OVERVIEW);
            case EVENTS -> toggle(Page.EVENTS);
            case HELP -> toggle(Page.HELP);
            case DISPLAY -> {
                display = display.next();
                columns = ownColumns.filter(own -> display == Display.FIGURES).orElse(Column.of(display.letters));
            }
            case COLUMNS -> ask(action, "columns (" + Column.letters(columns) + "), of " + Column.all());
            case WINDOW -> window = next(window);
            case NAMES -> naming = naming.next();
            case FLOWS -> flows = !flows;
            case NETWORKS -> networks = !networks;
            case LABELS -> labels = !labels;
            case MAP -> toggle(Page.MAP);
            case HIDE -> hidden = Math.min(hops, hidden + 1);
            case SHOW -> hidden = Math.max(0, hidden - 1);
            case THEME -> {
                theme = theme.next();
                notice = "colours: " + theme.title();
            }
            case FREEZE -> frozen = frozen.isPresent() ? Optional.empty() : Optional.of(List.copyOf(measured));
            default -> {}
        }
    }

    /** Ends the help page, if it is there; then the key means nothing else. */
    public boolean closeHelp() {
        boolean shown = page == Page.HELP;
        page = shown ? Page.HOPS : page;
        return shown;
    }

    private void toggle(Page other) {
        page = page == other ? Page.HOPS : other;
    }

    private void move(int by, int most) {
        int last = Math.max(0, most - 1);
        if (page == Page.OVERVIEW) {
            target = Math.max(0, Math.min(last, target + by));
        } else {
            hop = Math.max(0, Math.min(last, hop + by));
        }
    }

    private void turn(int by, int count) {
        target = count == 0 ? 0 : Math.floorMod(target + by, count);
        hop = 0;
    }

    /** The whole life comes after the longest window. */
    private static Optional<Window> next(Optional<Window> window) {
        Window[] all = Window.values();
        boolean last = window.filter(shown -> shown == all[all.length - 1]).isPresent();
        return last
                ? Optional.empty()
                : Optional.of(window.map(shown -> Cycle.next(all, shown)).orElse(all[0]));
    }

    /** Asks on the last line. */
    public void ask(Action action, String question) {
        prompt = new Prompt(action, question, "");
    }

    /** Whether keys are text for now. */
    public boolean asks() {
        return prompt != null;
    }

    /** Returns the action and the text once it is complete. */
    public Optional<Answer> type(String key) {
        Prompt asked = prompt;
        if (asked == null || key.equals("esc")) {
            prompt = null;
            return Optional.empty();
        }
        if (key.equals("enter")) {
            prompt = null;
            return asked.typed().isEmpty() ? Optional.empty() : answered(asked);
        }
        String typed = key.equals("backspace")
                ? asked.typed().substring(0, Math.max(0, asked.typed().length() - 1))
                : key.length() == 1 ? asked.typed() + key : key.equals("space") ? asked.typed() + " " : asked.typed();
        prompt = new Prompt(asked.action(), asked.question(), typed);
        return Optional.empty();
    }

    /** What was asked for, and the answer. */
    public record Answer(Action action, String text) {}

    private Optional<Answer> answered(Prompt asked) {
        if (asked.action() != Action.COLUMNS) {
            return Optional.of(new Answer(asked.action(), asked.typed()));
        }
        try {
            columns = Column.of(asked.typed());
        } catch (InvalidRequestException e) {
            notice = String.valueOf(e.getMessage());
        }
        return Optional.empty();
    }

    /** Says something until the next key. */
    public void notice(String sentence) {
        notice = sentence;
    }

    List<MonitorSeries> series(List<MonitorSeries> measured) {
        return frozen.orElse(measured);
    }

    boolean isFrozen() {
        return frozen.isPresent();
    }

    Page page() {
        return page;
    }

    List<Column> columns() {
        return columns;
    }

    boolean hasHistory() {
        return display != Display.DISTRIBUTION;
    }

    boolean hasLongHistory() {
        return display == Display.HISTORY;
    }

    /** Returns whether host names are looked up. */
    public boolean withNames() {
        return naming != Naming.ADDRESS;
    }

    Naming naming() {
        return naming;
    }

    Theme theme() {
        return theme;
    }

    Optional<Window> window() {
        return window;
    }

    boolean flows() {
        return flows;
    }

    /** Returns whether AS numbers stand before the names. */
    boolean networks() {
        return networks;
    }

    /** Returns whether MPLS labels are shown. */
    boolean labels() {
        return labels;
    }

    /** Returns whether the addresses of a hop are not to be shown. */
    boolean hides(int ttl) {
        return ttl <= hidden;
    }

    int hidden() {
        return hidden;
    }

    int target() {
        return target;
    }

    /** Returns the chosen hop of a target, if it has any. */
    Optional<MonitorHop> hop(MonitorSeries series) {
        int last = series.hops().size() - 1;
        return last < 0 ? Optional.empty() : Optional.of(series.hops().get(Math.min(last, hop)));
    }

    Optional<Prompt> prompt() {
        return Optional.ofNullable(prompt);
    }

    String notice() {
        return notice;
    }
}
