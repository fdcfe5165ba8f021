// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.pathtracer.exporter.meters.Family;
import org.pathtracer.exporter.toml.Table;

/** A kind of measurement. */
public enum Kind {
    /** Is the target there, and how far away? */
    PING(Duration.ofSeconds(10), Duration.ofMillis(100), "192.0.2.1", PingTask::read, PingTask.FAMILIES),
    /** The path to the target, hop by hop. */
    TRACE(Duration.ofSeconds(60), Duration.ofSeconds(1), "192.0.2.1", TraceTask::read, TraceTask.FAMILIES),
    /** The path MTU. */
    MTU(Duration.ofMinutes(10), Duration.ofSeconds(1), "192.0.2.1", MtuTask::read, MtuTask.FAMILIES),
    /** All paths. */
    MULTIPATH(
            Duration.ofMinutes(30),
            Duration.ofSeconds(10),
            "192.0.2.1",
            MultipathTask::read,
            MultipathTask.FAMILIES),
    /** A name server and its answer. */
    DNS(Duration.ofSeconds(30), Duration.ofMillis(100), "192.0.2.1", DnsTask::read, ServiceTask.FAMILIES),
    /** A service: a port, a web server, a certificate. */
    PROBE(Duration.ofSeconds(30), Duration.ofMillis(100), "192.0.2.1:1", ServiceTask::read, ServiceTask.FAMILIES),
    /** How latency grows under load. */
    BUFFERBLOAT(
            Duration.ofHours(6),
            Duration.ofMinutes(5),
            "https://192.0.2.1/",
            BufferbloatTask::read,
            BufferbloatTask.FAMILIES);

    /** How often, unless the file says more. */
    public final Duration interval;
    /** No more often. */
    public final Duration leastInterval;
    /** A target to try options with. */
    public final String sample;

    private final Function<Table, TaskMaker> reader;
    private final List<Family> families;

    Kind(
            Duration interval,
            Duration leastInterval,
            String sample,
            Function<Table, TaskMaker> reader,
            List<Family> families) {
        this.interval = interval;
        this.leastInterval = leastInterval;
        this.sample = sample;
        this.reader = reader;
        this.families = families;
    }

    /** Returns the name that files and labels have for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns all by their names. */
    public static Map<String, Kind> words() {
        Map<String, Kind> words = new LinkedHashMap<>();
        for (Kind kind : values()) {
            words.put(kind.word(), kind);
        }
        return words;
    }

    /** Returns the options that a table has for this kind. */
    public TaskMaker read(Table table) {
        return reader.apply(table);
    }

    /** Returns all families that measurements of this kind have. */
    public List<Family> families() {
        return families;
    }
}
