// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.exporter.kind.Kind;
import org.pathtracer.exporter.toml.Similar;
import org.pathtracer.exporter.toml.Table;

/** Reads {@code [[target]]}. */
final class TargetReader {
    private static final List<String> KEYS = List.of("host", "name", "module", "interval", "jitter", "labels");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Set<String> TAKEN = Set.of(
            "target", "module", "ttl", "outcome", "result", "status", "phase", "direction", "grade", "le", "quantile");
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final int USUAL_JITTER = 10;

    private final Map<String, Module> modules;
    private final List<TargetEntry> entries = new ArrayList<>();
    private final Set<List<String>> names = new HashSet<>();

    private TargetReader(Map<String, Module> modules) {
        this.modules = modules;
    }

    static List<TargetEntry> read(Table top, Map<String, Module> modules) {
        TargetReader reader = new TargetReader(modules);
        if (top.keys().contains("target")) {
            top.tables("target").forEach(reader::read);
        }
        return reader.entries;
    }

    private void read(Table table) {
        table.allow(KEYS);
        String kind = table.text("module").orElse(Kind.PING.id());
        Module module = modules.get(kind);
        if (module == null) {
            table.problem(
                    "module",
                    "there is no module %s; %s"
                            .formatted(
                                    kind,
                                    Similar.of(kind, modules.keySet())
                                            .map(other -> "did you mean " + other + "?")
                                            .orElse("there are " + String.join(", ", modules.keySet()))));
        }
        if (!table.keys().contains("host")) {
            table.problem("host", "is missing: write a name, an address or a URL, or a list of them");
            return;
        }
        List<String> hosts = table.words("host");
        Optional<String> name = table.text("name");
        if (name.isPresent() && hosts.size() > 1) {
            table.problem("name", "is for one host, but there are " + hosts.size());
        }
        SortedMap<String, String> labels = labels(table);
        if (module != null) {
            Duration interval = interval(table, module.kind());
            Duration jitter = jitter(table, interval);
            for (String host : hosts) {
                add(table, name.orElse(host), host, module, interval, jitter, labels);
            }
        }
    }

    private void add(
            Table table,
            String name,
            String host,
            Module module,
            Duration interval,
            Duration jitter,
            SortedMap<String, String> labels) {
        if (!names.add(List.of(name, module.name()))) {
            table.problem(
                    "host",
                    "there is a target %s with module %s before: give them names".formatted(name, module.name()));
            return;
        }
        try {
            entries.add(new TargetEntry(
                    name,
                    host,
                    module,
                    interval,
                    jitter,
                    labels,
                    module.settings().round(host)));
        } catch (InvalidRequestException | IllegalArgumentException e) {
            table.problem("host", String.valueOf(e.getMessage()));
        }
    }

    private static Duration interval(Table table, Kind kind) {
        Duration interval = table.duration("interval").orElse(kind.interval());
        if (interval.compareTo(SHORTEST) < 0) {
            table.problem("interval", "must be 100 ms or longer");
            return SHORTEST;
        }
        return interval;
    }

    private static Duration jitter(Table table, Duration interval) {
        Duration jitter = table.duration("jitter").orElse(interval.dividedBy(USUAL_JITTER));
        if (jitter.compareTo(interval) > 0) {
            table.problem("jitter", "must not be longer than the interval");
        }
        return jitter;
    }

    private static SortedMap<String, String> labels(Table table) {
        SortedMap<String, String> labels = new TreeMap<>();
        Optional<Table> typed = table.keys().contains("labels") ? table.table("labels") : Optional.empty();
        typed.ifPresent(pairs -> {
            for (String label : pairs.keys()) {
                if (!LABEL.matcher(label).matches() || label.startsWith("__")) {
                    pairs.problem(label, "is no name of a label: letters, digits and _, and not __ at the beginning");
                } else if (TAKEN.contains(label)) {
                    pairs.problem(label, "is a label of the exporter itself");
                } else {
                    pairs.text(label).ifPresent(value -> labels.put(label, value));
                }
            }
        });
        return labels;
    }
}
