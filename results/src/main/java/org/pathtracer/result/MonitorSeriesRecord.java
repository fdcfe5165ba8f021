// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.pathtracer.MonitorPath;
import org.pathtracer.MonitorSeries;
import org.pathtracer.PathChange;
import org.pathtracer.PingTarget;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.ping.Outage;
import org.pathtracer.probe.ProbeOutcome;

/** The facts of a {@link MonitorSeries}. */
public record MonitorSeriesRecord(
        PingTarget target,
        long cycles,
        long reachedCycles,
        List<MonitorHop> hops,
        MonitorPath path,
        List<PathChange> pathChanges,
        long pathChangesLeftOut,
        Map<ProbeOutcome.SendFailed, Long> sendFailures,
        List<Outage> outages,
        long outagesLeftOut)
        implements MonitorSeries {
    private static final int MOST_LOGGED = 100;

    static MonitorSeries nothing(PingTarget target) {
        MonitorPath path = new MonitorPathRecord(1, List.of(), false);
        return new MonitorSeriesRecord(target, 0, 0, List.of(), path, List.of(), 0, Map.of());
    }

    /** Copies the collections. */
    public MonitorSeriesRecord {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(hops, "hops");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(pathChanges, "pathChanges");
        Objects.requireNonNull(sendFailures, "sendFailures");
        Objects.requireNonNull(outages, "outages");
        hops = List.copyOf(hops);
        pathChanges = List.copyOf(pathChanges);
        sendFailures = Map.copyOf(sendFailures);
        outages = List.copyOf(outages);
    }

    /** Without outages. */
    public MonitorSeriesRecord(
            PingTarget target,
            long cycles,
            long reachedCycles,
            List<MonitorHop> hops,
            MonitorPath path,
            List<PathChange> pathChanges,
            long pathChangesLeftOut,
            Map<ProbeOutcome.SendFailed, Long> sendFailures) {
        this(target, cycles, reachedCycles, hops, path, pathChanges, pathChangesLeftOut, sendFailures, List.of(), 0);
    }

    @Override
    public boolean reached() {
        return reachedCycles > 0;
    }

    @Override
    public Optional<MonitorHop> hop(int ttl) {
        return hops.stream().filter(hop -> hop.ttl() == ttl).findFirst();
    }

    @Override
    public MonitorSeries merge(MonitorSeries later) {
        List<PathChange> changes = new ArrayList<>(pathChanges);
        changes.addAll(later.pathChanges());
        int surplus = Math.max(0, changes.size() - MOST_LOGGED);
        List<Outage> allOutages = new ArrayList<>(outages);
        allOutages.addAll(later.outages());
        int surplusOutages = Math.max(0, allOutages.size() - MOST_LOGGED);
        Map<ProbeOutcome.SendFailed, Long> failures = new HashMap<>(sendFailures);
        later.sendFailures().forEach((failure, count) -> failures.merge(failure, count, Long::sum));
        return new MonitorSeriesRecord(
                later.target(),
                cycles + later.cycles(),
                reachedCycles + later.reachedCycles(),
                hopsWith(later),
                later.cycles() > 0 ? later.path() : path,
                changes.subList(surplus, changes.size()),
                pathChangesLeftOut + later.pathChangesLeftOut() + surplus,
                failures,
                allOutages.subList(surplusOutages, allOutages.size()),
                outagesLeftOut + later.outagesLeftOut() + surplusOutages);
    }

    private List<MonitorHop> hopsWith(MonitorSeries later) {
        Map<Integer, MonitorHop> all = new TreeMap<>();
        hops.stream()
                .filter(hop ->
                        !later.path().reached() || hop.ttl() <= later.path().lastTtl())
                .forEach(hop -> all.put(hop.ttl(), hop));
        later.hops().forEach(hop -> all.merge(hop.ttl(), hop, MonitorHop::merge));
        return List.copyOf(all.values());
    }

    @Override
    public String toString() {
        return "monitor of %s: %s, %s"
                .formatted(
                        Sentences.target(target),
                        Sentences.count(cycles, "cycle"),
                        Sentences.count(hops.size(), "hop"));
    }
}
