// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.probe.ProbeOutcome;

/**
 * All traces of a monitor to one target.
 *
 * @param target whose path it is, or why it could not be probed
 * @param cycles traces that ended
 * @param reachedCycles how many of them reached the target
 * @param hops in the order of their TTLs, silent ones too: up to the target, or to the last TTL that ever answered
 * @param path who answers at each TTL now, as far as it is confirmed
 * @param pathChanges the latest changes, up to 100
 * @param pathChangesLeftOut earlier changes that are not listed
 * @param sendFailures how many probes could not leave this host, by what the system said; they count as neither sent
 *     nor lost
 * @since 0.1.0
 */
public record MonitorSeries(
        PingTarget target,
        long cycles,
        long reachedCycles,
        List<MonitorHop> hops,
        MonitorPath path,
        List<PathChange> pathChanges,
        long pathChangesLeftOut,
        Map<ProbeOutcome.SendFailed, Long> sendFailures) {
    private static final int MOST_CHANGES = 100;

    /** Copies the collections. */
    public MonitorSeries {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(hops, "hops");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(pathChanges, "pathChanges");
        Objects.requireNonNull(sendFailures, "sendFailures");
        hops = List.copyOf(hops);
        pathChanges = List.copyOf(pathChanges);
        sendFailures = Map.copyOf(sendFailures);
    }

    /** Whether the target itself answered at least once. */
    public boolean reached() {
        return reachedCycles > 0;
    }

    /** Probes with a TTL; empty if none was sent or counts. */
    public Optional<MonitorHop> hop(int ttl) {
        return hops.stream().filter(hop -> hop.ttl() == ttl).findFirst();
    }

    /**
     * This series and one to the same target that came after it, as if it had been one monitor; but that the path
     * changed in between is not found out. Hops beyond the later path's end are left out.
     */
    public MonitorSeries merge(MonitorSeries later) {
        List<PathChange> changes = new ArrayList<>(pathChanges);
        changes.addAll(later.pathChanges);
        int surplus = Math.max(0, changes.size() - MOST_CHANGES);
        Map<ProbeOutcome.SendFailed, Long> failures = new HashMap<>(sendFailures);
        later.sendFailures.forEach((failure, count) -> failures.merge(failure, count, Long::sum));
        return new MonitorSeries(
                later.target,
                cycles + later.cycles,
                reachedCycles + later.reachedCycles,
                hopsWith(later),
                later.cycles > 0 ? later.path : path,
                changes.subList(surplus, changes.size()),
                pathChangesLeftOut + later.pathChangesLeftOut + surplus,
                failures);
    }

    private List<MonitorHop> hopsWith(MonitorSeries later) {
        Map<Integer, MonitorHop> all = new TreeMap<>();
        hops.stream()
                .filter(hop -> !later.path.reached() || hop.ttl() <= later.path.lastTtl())
                .forEach(hop -> all.put(hop.ttl(), hop));
        later.hops.forEach(hop -> all.merge(hop.ttl(), hop, MonitorHop::merge));
        return List.copyOf(all.values());
    }
}
