// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.exporter.kind.Kind;
import org.pathtracer.exporter.kind.Task;
import org.pathtracer.exporter.kind.TaskMaker;
import org.pathtracer.exporter.toml.Problems;
import org.pathtracer.exporter.toml.Table;

/** The targets of a file, of which no two have the same series. */
final class Targets {
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(7);
    private static final double USUAL_JITTER = 0.1;
    private static final double MOST_JITTER = 0.5;
    /** What a scrape of them takes, is still a few MB. */
    private static final int MOST = 20_000;

    private final Problems problems;
    private final List<TargetPlan> all = new ArrayList<>();
    private final Set<String> labels = new TreeSet<>();
    private final Map<String, Integer> lines = new HashMap<>();

    Targets(Problems problems) {
        this.problems = problems;
    }

    List<TargetPlan> all() {
        return all;
    }

    Set<String> labels() {
        return labels;
    }

    /** Reads the targets of one table. */
    void read(Table table, Map<String, String> ofAll) {
        Optional<Kind> kind = table.choice("kind", Kind.words());
        List<String> hosts = table.texts("hosts");
        Optional<String> name = table.text("name");
        Map<String, String> own = new LinkedHashMap<>(ofAll);
        own.putAll(Labels.read(table));
        double jitter = table.fraction("jitter", 0, MOST_JITTER).orElse(USUAL_JITTER);
        if (hosts.isEmpty()) {
            table.problem("hosts", "must be a list of at least one target, such as [\"example.com\"]");
        }
        if (name.isPresent() && hosts.size() > 1) {
            table.problem("name", "is of one host, but there are %d: give each a [[target]]".formatted(hosts.size()));
        }
        if (kind.isEmpty()) {
            if (!table.has("kind")) {
                table.problem("kind", "is missing: one of " + String.join(", ", Kind.words().keySet()));
            }
            return;
        }
        Kind known = kind.orElseThrow();
        Duration interval = table.span("interval", known.leastInterval, LONGEST_INTERVAL).orElse(known.interval);
        TaskMaker maker = known.read(table);
        table.finish();
        labels.addAll(own.keySet());
        for (int i = 0; i < hosts.size(); i++) {
            String host = hosts.get(i);
            int line = table.line("hosts", i);
            Optional<Task> task = task(maker, host, line);
            String shown = name.orElse(host);
            if (task.isPresent() && isNew(known, shown, line)) {
                all.add(new TargetPlan(known, shown, own, interval, jitter, task.orElseThrow()));
            }
        }
    }

    private Optional<Task> task(TaskMaker maker, String host, int line) {
        try {
            return Optional.of(maker.of(host));
        } catch (IllegalArgumentException | InvalidRequestException e) {
            problems.add(line, "target.hosts", "\"%s\": %s".formatted(host, e.getMessage()));
            return Optional.empty();
        }
    }

    private boolean isNew(Kind kind, String name, int line) {
        Integer before = lines.putIfAbsent(kind.word() + " " + name, line);
        if (before != null) {
            problems.add(
                    line,
                    "target.hosts",
                    "\"%s\" is a target of the kind %s in line %d already: give one of them another name by `name`"
                            .formatted(name, kind.word(), before));
        }
        if (all.size() == MOST) {
            problems.add(line, "target.hosts", "there are more than %d targets".formatted(MOST));
        }
        return before == null && all.size() < MOST;
    }
}
