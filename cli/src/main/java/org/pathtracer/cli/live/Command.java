// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a key may do. The keys are those of mtr, as far as it has the command. */
public enum Command {
    QUIT("quit", "q"),
    HELP("this page", "?", "h"),
    PAUSE("pause: nothing is sent any more; again, or space, goes on", "p"),
    RESUME("go on after a pause", "space"),
    RESET("reset: forget all figures", "r"),
    FREEZE("freeze the picture, while probing goes on", "F"),
    UP("select the row above", "up", "k"),
    DOWN("select the row below", "down"),
    PAGE_UP("a page up", "pgup"),
    PAGE_DOWN("a page down", "pgdn"),
    FIRST_ROW("first row", "home"),
    LAST_ROW("last row", "end"),
    NEXT_TARGET("next target", "tab", "right"),
    PREVIOUS_TARGET("previous target", "left"),
    DETAILS("details of the selected hop; of the target in the overview", "enter"),
    BACK("back to the hops", "escape"),
    CHART("chart over time and histogram of the selected hop", "c"),
    OVERVIEW("overview of all targets", "v"),
    LOG("path changes and outages, with their times", "l"),
    MAP("places of the hops, where a location file is given", "g"),
    DISPLAY("columns: chosen, distribution, history", "d"),
    JITTER("columns of jitter, or of round-trip times", "j"),
    COLUMNS("choose columns and their order by letters", "o"),
    WINDOW("figures of the whole time, or of the last 1, 5 or 15 minutes", "w"),
    NAMES("host names, addresses, or both", "n"),
    NETWORKS("numbers of autonomous systems", "z", "y"),
    LABELS("MPLS labels", "e"),
    FLOWS("all routers of a TTL, each with its share", "x"),
    HIDE_MORE("privacy: hide one hop more", "+"),
    HIDE_LESS("privacy: hide one hop less", "-"),
    THEME("colours: dark, light, colour-blind, plain", "C"),
    INTERVAL("change the interval", "i"),
    SIZE("change the packet size; begins anew", "s"),
    FIRST_HOP("change the first hop", "f"),
    MAX_HOPS("change the last hop", "m"),
    UDP("UDP, or back to ICMP; begins anew", "u"),
    TCP("TCP, or back to ICMP; begins anew", "t");

    private final String help;
    private final List<String> keys;

    Command(String help, String... keys) {
        this.help = help;
        this.keys = List.of(keys);
    }

    public String help() {
        return help;
    }

    /** The keys without a configuration. */
    public List<String> keys() {
        return keys;
    }

    /** As a configuration file names it, such as {@code next-target}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Command> named(String name) {
        return Arrays.stream(values())
                .filter(command -> command.text().equals(name))
                .findFirst();
    }
}
