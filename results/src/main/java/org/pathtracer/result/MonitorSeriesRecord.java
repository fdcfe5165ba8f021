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
        List<Outage> outages,
        long outagesLeftOut,
        Map<ProbeOutcome.SendFailed, Long> sendFailures)
        implements MonitorSeries {
    private static final int MOST_CHANGES = 100;
    private static final int MOST_OUTAGES = 100;

    static MonitorSeries nothing(PingTarget target) {
        MonitorPath path = new MonitorPathRecord(1, List.of(), false);
        return new MonitorSeriesRecord(target, 0, 0, List.of(), path, List.of(), 0, Map.of());
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
        this(target, cycles, reachedCycles, hops, path, pathChanges, pathChangesLeftOut, List.of(), 0, sendFailures);
    }

    /** Copies the collections. */
    public MonitorSeriesRecord {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(hops, "hops");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(pathChanges, "pathChanges");
        Objects.requireNonNull(outages, "outages");
        Objects.requireNonNull(sendFailures, "sendFailures");
        hops = List.copyOf(hops);
        pathChanges = List.copyOf(pathChanges);
        outages = List.copyOf(outages);
        sendFailures = Map.copyOf(sendFailures);
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
        List<PathChange> changes = together(pathChanges, later.pathChanges());
        int surplus = Math.max(0, changes.size() - MOST_CHANGES);
        List<Outage> silences = together(outages, later.outages());
        int surplusOutages = Math.max(0, silences.size() - MOST_OUTAGES);
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
                silences.subList(surplusOutages, silences.size()),
                outagesLeftOut + later.outagesLeftOut() + surplusOutages,
                failures);
    }

    private static <T> List<T> together(List<T> first, List<T> later) {
        List<T> both = new ArrayList<>(first);
        both.addAll(later);
        return both;
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
