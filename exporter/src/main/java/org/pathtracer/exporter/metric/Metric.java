// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.metric;

import java.util.List;

/** What is measured. The labels of the target come before those here. */
public enum Metric {
    UP(
            Type.GAUGE,
            "up",
            "1 if the target answered in the last round, 0 if it did not, not a number if this host could not ask"),
    ROUNDS(Type.COUNTER, "rounds", "Rounds by their result", "result"),
    ROUND_DURATION(Type.GAUGE, "round_duration_seconds", "How long the last round took"),
    ROUND_TIME(Type.GAUGE, "round_timestamp_seconds", "When the last round ended, in seconds since 1970"),

    PING_PROBES(Type.COUNTER, "ping_probes", "Probes of pings by what became of them", "outcome"),
    PING_RTT(Type.HISTOGRAM, "ping_rtt_seconds", "Round-trip times of the target's own answers in time"),

    TRACE_HOPS(Type.GAUGE, "trace_hops", "Hops of the last trace"),
    TRACE_PATH_CHANGES(
            Type.COUNTER, "trace_path_changes", "Changes of the path, each seen by two traces in succession"),
    HOP_PROBES(Type.COUNTER, "hop_probes", "Probes to a hop by what became of them", "ttl", "outcome"),
    HOP_RTT(Type.HISTOGRAM, "hop_rtt_seconds", "Round-trip times of a hop's answers in time", "ttl"),

    PATH_MTU(Type.GAUGE, "path_mtu_bytes", "Path MTU; not a number while it is unknown"),
    PATH_MTU_BLACK_HOLE(
            Type.GAUGE,
            "path_mtu_black_hole",
            "1 if larger packets are lost without an error, 0 if not, not a number if that is unknown"),

    MULTIPATH_PATHS(Type.GAUGE, "multipath_paths", "Paths to the target that were found"),
    MULTIPATH_BALANCERS(Type.GAUGE, "multipath_balancers", "Load balancers that were found"),
    MULTIPATH_COMPLETE(Type.GAUGE, "multipath_complete", "1 if the discovery ended by its own rule, 0 by a limit"),

    DNS_ANSWERS(Type.COUNTER, "dns_answers", "Answers of a name server by their status", "status"),
    DNS_DURATION(Type.HISTOGRAM, "dns_duration_seconds", "Times until a name server answered"),

    PROBE_DURATION(Type.HISTOGRAM, "probe_duration_seconds", "Times of checks that succeeded"),
    PROBE_PHASE(Type.GAUGE, "probe_phase_seconds", "Parts of the last check; not a number if it had none", "phase"),
    PROBE_STATUS(Type.GAUGE, "probe_http_status", "Status of the last answer over HTTP; not a number without one"),
    PROBE_CERTIFICATE_END(
            Type.GAUGE,
            "probe_certificate_not_after_seconds",
            "When the first certificate of the chain expires, in seconds since 1970"),
    PROBE_CERTIFICATE_TRUSTED(
            Type.GAUGE, "probe_certificate_trusted", "1 if the last certificate was trusted, 0 if not"),

    BUFFERBLOAT_INCREASE(Type.GAUGE, "bufferbloat_rtt_increase_seconds", "By how much load raised the round-trip time"),
    BUFFERBLOAT_RPM(Type.GAUGE, "bufferbloat_rpm", "Round-trips per minute under load"),
    BUFFERBLOAT_RATE(Type.GAUGE, "bufferbloat_bits_per_second", "Goodput of the load", "direction"),
    BUFFERBLOAT_GRADE(Type.GAUGE, "bufferbloat_grade", "1 for the grade of the last test, 0 for the others", "grade");

    /** The kinds of metrics. */
    public enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    private static final String PREFIX = "pathtracer_";

    /** From a local network to a satellite link. */
    private static final double[] SECONDS = {.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2};

    /** Half as many where there is a histogram for each hop: the text of a scrape is mostly these. */
    private static final double[] SECONDS_OF_HOPS = {.001, .005, .02, .1, .5};

    private final Type type;
    private final String name;
    private final String help;
    /** With spaces between them. */
    private final String labels;

    Metric(Type type, String name, String help, String... labels) {
        this.type = type;
        this.name = PREFIX + name;
        this.help = help;
        this.labels = String.join(" ", labels);
    }

    /** Returns its type. */
    public Type type() {
        return type;
    }

    /** Returns its name; a counter's is exported with {@code _total}. */
    public String id() {
        return name;
    }

    /** Returns what it says. */
    public String help() {
        return help;
    }

    /** Returns the bounds of a classic histogram, in seconds, without infinity; none of other types. */
    double[] bounds() {
        return type != Type.HISTOGRAM ? new double[0] : this == HOP_RTT ? SECONDS_OF_HOPS : SECONDS;
    }

    /** Returns its own labels. */
    public List<String> labels() {
        return labels.isEmpty() ? List.of() : List.of(labels.split(" ", -1));
    }
}
