// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pathtracer.MonitorPath;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.PathChange;
import org.pathtracer.StopReason;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.result.HopResponderRecord;
import org.pathtracer.result.MonitorResultRecord;
import org.pathtracer.statistics.Statistics;

/** Reads a monitor; docs/schema/monitor-1.json describes it. */
final class MonitorReader {
    private MonitorReader() {}

    static MonitorResult of(JsonObject json) {
        List<MonitorSeries> targets =
                json.has("targets") ? json.objects("targets", MonitorReader::series) : List.of(series(json));
        if (json.has("targets") && targets.size() < 2) {
            throw json.damaged("targets", "they are fewer than two");
        }
        long sent = targets.stream()
                .flatMap(series -> series.hops().stream())
                .mapToLong(hop -> hop.statistics().sent())
                .sum();
        long received = targets.stream()
                .flatMap(series -> series.hops().stream())
                .mapToLong(hop -> hop.statistics().received() + hop.late())
                .sum();
        return new MonitorResultRecord(RunReader.run(json, sent, received), targets);
    }

    private static MonitorSeries series(JsonObject json) {
        return Results.monitorSeries(
                PingReader.target(json),
                json.count("cycles"),
                json.count("reachedCycles"),
                json.objects("hops", MonitorReader::hop),
                path(json, "path", json.truth("reached"), json.optionalName("pathEnd", StopReason.class)),
                json.objects("pathChanges", MonitorReader::change),
                json.count("pathChangesLeftOut"),
                json.objects("outages", PingReader::outage),
                json.count("outagesLeftOut"),
                ProbeReader.failures(json));
    }

    private static MonitorHop hop(JsonObject json) {
        Statistics statistics = FiguresReader.of(json, json.count("sent"), json.count("received"));
        return Results.monitorHop(
                json.ttl("ttl"),
                json.objects(
                        "responders",
                        one -> new HopResponderRecord(
                                one.address("address"),
                                one.count("answers"),
                                one.objects("mplsLabels", ProbeReader::label))),
                statistics,
                FiguresReader.windows(json, statistics),
                json.optionalMillis("lastMs")
                        .map(last -> List.of(Optional.of(last)))
                        .orElse(List.of()),
                json.count("late"),
                json.count("duplicates"),
                json.count("notSent"));
    }

    /** Silent hops are left out, so those at the ends are not known. */
    private static MonitorPath path(JsonObject json, String name, boolean reached, Optional<StopReason> end) {
        Map<Integer, InetAddress> nodes = new TreeMap<>();
        json.objects(name, node -> nodes.put(node.ttl("ttl"), node.address("address")));
        List<Optional<InetAddress>> hops = new ArrayList<>();
        int first = 1;
        if (!nodes.isEmpty()) {
            List<Integer> ttls = List.copyOf(nodes.keySet());
            first = ttls.get(0);
            for (int ttl = first; ttl <= ttls.get(ttls.size() - 1); ttl++) {
                hops.add(Optional.ofNullable(nodes.get(ttl)));
            }
        }
        return Results.monitorPath(first, hops, reached, end);
    }

    /** Whether the paths reached the target is not told, but which hops count as changed depends on it. */
    private static PathChange change(JsonObject json) {
        PathChange reached = change(json, true);
        return reached.ttls().equals(json.integers("ttls")) ? reached : change(json, false);
    }

    private static PathChange change(JsonObject json, boolean reached) {
        return Results.pathChange(
                json.count("cycle"),
                json.millis("atMs"),
                path(json, "before", reached, Optional.empty()),
                path(json, "after", reached, Optional.empty()));
    }
}
