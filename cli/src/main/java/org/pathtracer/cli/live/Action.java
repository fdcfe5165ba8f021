// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.util.List;

/** What a key does. */
public enum Action {
    QUIT("quit", "q"),
    PAUSE("pause: nothing is sent any more; the same key goes on", "p", "space"),
    RESET("reset: forget all figures", "r"),
    FREEZE("freeze the picture while probes go on", "f"),
    UP("hop before", "up", "k"),
    DOWN("next hop", "down", "j"),
    PAGE_UP("page up", "pgup"),
    PAGE_DOWN("page down", "pgdn"),
    FIRST("first hop", "home"),
    LAST("last hop", "end"),
    DETAIL("details of the hop: chart, histogram, routers", "enter"),
    BACK("back", "esc"),
    NEXT_TARGET("next target", "tab"),
    PREVIOUS_TARGET("target before", "shift-tab"),
    OVERVIEW("overview of targets", "o"),
    EVENTS("path changes and outages", "e"),
    DISPLAY("display mode: figures, distribution, history", "d"),
    COLUMNS("choose columns", "c"),
    WINDOW("figures of the whole life, or the last 1, 5 or 15 minutes", "w"),
    NAMES("addresses, host names, or both", "n"),
    FLOWS("all routers of a hop, with their shares", "x"),
    NETWORKS("AS numbers before the names", "z"),
    LABELS("MPLS labels below the hops", "l"),
    MAP("map of the places of hops", "m"),
    HIDE("hide one hop more, counted from here", "+"),
    SHOW("hide one hop less", "-"),
    THEME("colours", "t"),
    INTERVAL("change the interval", "i"),
    SIZE("size of packets; forgets all figures", "s"),
    FIRST_HOP("first hop; forgets all figures", "b"),
    PROTOCOL("ICMP, UDP or TCP; forgets all figures", "u"),
    HELP("this page", "?", "h");

    private final String help;
    /** With spaces between them. */
    private final String keys;

    Action(String help, String... keys) {
        this.help = help;
        this.keys = String.join(" ", keys);
    }

    /** Returns what it does, in a few words. */
    String help() {
        return help;
    }

    /** Returns the keys that it has if no others are chosen. */
    List<String> keys() {
        return List.of(keys.split(" ", -1));
    }
}
