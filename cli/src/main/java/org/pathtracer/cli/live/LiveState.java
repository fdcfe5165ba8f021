// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.statistics.Window;

/** What of the live view is looked at, and how: it follows from the keys alone. */
public final class LiveState {
    /** What fills the picture. */
    public enum Page {
        HOPS,
        DETAILS,
        CHART,
        OVERVIEW,
        LOG,
        MAP,
        HELP
    }

    /** What stands for a router. */
    public enum Naming {
        NAMES,
        ADDRESSES,
        BOTH;

        Naming next() {
            return values()[(ordinal() + 1) % values().length];
        }
    }

    /** What stands behind a router. */
    public enum Display {
        CHOSEN,
        DISTRIBUTION,
        HISTORY,
        JITTER
    }

    private static final int PAGE_ROWS = 10;
    private static final int MOST_TYPED = 64;

    private final LiveSettings settings;
    private Page page = Page.HOPS;
    private Naming naming;
    private Display display = Display.CHOSEN;
    private List<Column> columns;
    private Theme theme;
    /** Of the whole time if it is absent. */
    private @Nullable Window window;

    private boolean networks;
    private boolean labels;
    private boolean flows;
    private boolean frozen;
    private int hidden;
    private int target;
    private int row;
    private @Nullable Command prompt;
    private String typed = "";
    private String message = "";

    /** At the beginning. */
    public LiveState(LiveSettings settings, boolean withNames) {
        this.settings = settings;
        naming = withNames ? Naming.NAMES : Naming.ADDRESSES;
        columns = settings.columns();
        theme = settings.theme();
        hidden = settings.hidden();
    }

    /**
     * A key was pressed.
     *
     * @param targets how many there are
     * @param rows that can be selected on this page
     * @return what the monitor is to do; empty for nothing
     */
    public Optional<Request> press(String key, int targets, int rows) {
        message = "";
        if (prompt != null) {
            return type(prompt, key);
        }
        Command command = settings.keys().get(key);
        if (page == Page.HELP && command != Command.QUIT && !isMove(command)) {
            show(Page.HOPS);
            return Optional.empty();
        }
        return command == null ? Optional.empty() : run(command, targets, rows);
    }

    private static boolean isMove(@Nullable Command command) {
        return command != null
                && switch (command) {
                    case UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST_ROW, LAST_ROW -> true;
                    default -> false;
                };
    }

    private Optional<Request> run(Command command, int targets, int rows) {
        switch (command) {
            case QUIT, PAUSE, RESUME, RESET, UDP, TCP -> {
                return Optional.of(new Request(command, ""));
            }
            case INTERVAL, SIZE, FIRST_HOP, MAX_HOPS, COLUMNS -> {
                prompt = command;
                typed = command == Command.COLUMNS ? Column.letters(columns) : "";
            }
            case UP -> row = row(row - 1, rows);
            case DOWN -> row = row(row + 1, rows);
            case PAGE_UP -> row = row(row - PAGE_ROWS, rows);
            case PAGE_DOWN -> row = row(row + PAGE_ROWS, rows);
            case FIRST_ROW -> row = 0;
            case LAST_ROW -> row = row(rows - 1, rows);
            case NEXT_TARGET -> turnTo((target + 1) % Math.max(1, targets));
            case PREVIOUS_TARGET -> turnTo((target + targets - 1) % Math.max(1, targets));
            case DETAILS -> enter();
            case BACK -> show(Page.HOPS);
            case HELP -> show(Page.HELP);
            case CHART -> toggle(Page.CHART);
            case OVERVIEW -> toggle(Page.OVERVIEW);
            case LOG -> toggle(Page.LOG);
            case MAP -> toggle(Page.MAP);
            default -> change(command);
        }
        return Optional.empty();
    }

    private void change(Command command) {
        switch (command) {
            case FREEZE -> frozen = !frozen;
            case DISPLAY -> display = nextDisplay();
            case JITTER -> display = display == Display.JITTER ? Display.CHOSEN : Display.JITTER;
            case WINDOW -> window = nextWindow();
            case NAMES -> naming = naming.next();
            case NETWORKS -> networks = !networks;
            case LABELS -> labels = !labels;
            case FLOWS -> flows = !flows;
            case HIDE_MORE -> hidden = Math.min(255, hidden + 1);
            case HIDE_LESS -> hidden = Math.max(0, hidden - 1);
            case THEME -> theme = theme.next();
            default -> throw new IllegalArgumentException(command.text());
        }
    }

    private Display nextDisplay() {
        return switch (display) {
            case CHOSEN, JITTER -> Display.DISTRIBUTION;
            case DISTRIBUTION -> Display.HISTORY;
            case HISTORY -> Display.CHOSEN;
        };
    }

    private @Nullable Window nextWindow() {
        if (window == null) {
            return Window.values()[0];
        }
        int next = window.ordinal() + 1;
        return next < Window.values().length ? Window.values()[next] : null;
    }

    private static int row(int wanted, int rows) {
        return Math.max(0, Math.min(rows - 1, wanted));
    }

    private void turnTo(int other) {
        target = other;
        if (page != Page.OVERVIEW) {
            row = 0;
        } else {
            row = target;
        }
    }

    private void enter() {
        if (page == Page.OVERVIEW) {
            target = row;
            show(Page.HOPS);
        } else {
            toggle(Page.DETAILS);
        }
    }

    private void toggle(Page other) {
        show(page == other ? Page.HOPS : other);
    }

    private void show(Page other) {
        boolean sameRows = isOfHops(page) && isOfHops(other);
        page = other;
        if (!sameRows) {
            row = other == Page.OVERVIEW ? target : 0;
        }
    }

    private static boolean isOfHops(Page page) {
        return page == Page.HOPS || page == Page.DETAILS || page == Page.CHART;
    }

    private Optional<Request> type(Command asked, String key) {
        switch (key) {
            case "escape" -> prompt = null;
            case "backspace" -> typed = typed.substring(0, Math.max(0, typed.length() - 1));
            case "enter" -> {
                prompt = null;
                return typed(asked, typed.strip());
            }
            default -> {
                String text = key.equals("space") ? " " : key;
                if (text.codePointCount(0, text.length()) == 1 && typed.length() < MOST_TYPED) {
                    typed += text;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Request> typed(Command asked, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (asked != Command.COLUMNS) {
            return Optional.of(new Request(asked, text));
        }
        try {
            columns = Column.of(text);
            display = Display.CHOSEN;
        } catch (InvalidRequestException e) {
            say(String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /** Shows a sentence until the next key. */
    public void say(String sentence) {
        message = sentence;
    }

    public Page page() {
        return page;
    }

    public Naming naming() {
        return naming;
    }

    /** The columns that are shown now. */
    public List<Column> columns() {
        return switch (display) {
            case CHOSEN -> columns;
            case DISTRIBUTION -> Column.DISTRIBUTION;
            case HISTORY -> List.of(Column.LOSS, Column.SENT);
            case JITTER -> Column.JITTERS;
        };
    }

    public Display display() {
        return display;
    }

    public Theme theme() {
        return theme;
    }

    public Optional<Window> window() {
        return Optional.ofNullable(window);
    }

    public boolean networks() {
        return networks;
    }

    public boolean labels() {
        return labels;
    }

    public boolean flows() {
        return flows;
    }

    public boolean frozen() {
        return frozen;
    }

    public int hidden() {
        return hidden;
    }

    /** The target that is shown, from 0. */
    public int target() {
        return target;
    }

    /** The row that is selected, from 0. */
    public int row() {
        return row;
    }

    /** What is being typed, with what it is for; empty if nothing is. */
    public Optional<String> prompt() {
        return prompt == null ? Optional.empty() : Optional.of(question(prompt) + ": " + typed + "_");
    }

    private static String question(Command command) {
        return switch (command) {
            case INTERVAL -> "interval, such as 500ms";
            case SIZE -> "bytes of each packet";
            case FIRST_HOP -> "first hop";
            case MAX_HOPS -> "last hop";
            default -> "columns of " + Column.letters(List.of(Column.values()));
        };
    }

    public String message() {
        return message;
    }

    public LiveSettings settings() {
        return settings;
    }
}
