// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.pathtracer.bufferbloat.Bottleneck;
import org.pathtracer.bufferbloat.BufferbloatPhase;
import org.pathtracer.bufferbloat.EvidenceGap;
import org.pathtracer.bufferbloat.HopLatency;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.core.segment.HopView;
import org.pathtracer.core.segment.Placement;
import org.pathtracer.core.segment.Segments;
import org.pathtracer.core.segment.Surroundings;
import org.pathtracer.result.BufferbloatPhaseRecord;
import org.pathtracer.result.HopLatencyRecord;
import org.pathtracer.result.ResponsivenessRecord;
import org.pathtracer.statistics.Statistics;

/** Makes phases out of what was written down. */
final class PhaseReport {
    private static final int RAMP_SHARE = 10;

    private final ProbeLog log;
    private final PathProbes probes;
    private final InetAddress destination;
    private final long start;

    PhaseReport(ProbeLog log, PathProbes probes, InetAddress destination, long start) {
        this.log = log;
        this.probes = probes;
        this.destination = destination;
        this.start = start;
    }

    BufferbloatPhase of(PhaseRecord phase, PhaseRecord idle) {
        LoadedPhase load = phase.load;
        long ramp = load == null ? 0 : (phase.end - phase.start) / RAMP_SHARE;
        long from = phase.start + ramp;
        // Probes beside a load that stands still tell nothing of the load.
        long to = load == null ? phase.end : Math.max(from, Math.min(phase.end - ramp, phase.loadedUntil()));
        Statistics latency = toDestination(from, to);
        Optional<EvidenceGap> gap = Evidence.gap(phase, toDestination(idle.start, idle.end), latency);
        boolean loaded = load != null && gap.filter(EvidenceGap::concernsLoad).isEmpty();
        return new BufferbloatPhaseRecord(
                Optional.ofNullable(load).map(LoadedPhase::direction),
                Duration.ofNanos(phase.start - start),
                Duration.ofNanos(phase.end - phase.start),
                latency,
                toDestination(phase.start, from),
                toDestination(to, phase.end),
                phase.requests.latency(),
                phase.goodput(),
                load != null && loaded ? load.responsiveness() : ResponsivenessRecord.UNKNOWN,
                load == null || gap.filter(EvidenceGap::withoutLoad).isPresent() ? List.of() : hops(idle, from, to),
                load == null ? List.of() : load.intervals(),
                gap);
    }

    private Statistics toDestination(long from, long to) {
        return log.statistics(from, to, ttl -> ttl == 0);
    }

    private List<HopLatency> hops(PhaseRecord idle, long from, long to) {
        int last = probes.destinationTtl().orElse(probes.hops());
        List<HopView> views = new ArrayList<>();
        for (int ttl = 1; ttl <= last; ttl++) {
            views.add(new HopView(probes.responder(ttl), List.of()));
        }
        List<Placement> places = Segments.of(views, Surroundings.of(destination));
        List<HopLatency> hops = new ArrayList<>();
        for (int ttl = 1; ttl <= last; ttl++) {
            int distance = probes.destinationTtl().orElse(-1) == ttl ? 0 : ttl;
            IntPredicate hop = sent -> sent == distance;
            hops.add(new HopLatencyRecord(
                    ttl,
                    probes.responder(ttl),
                    places.get(ttl - 1).segment(),
                    log.statistics(idle.start, idle.end, hop),
                    log.statistics(from, to, hop)));
        }
        return hops;
    }

    /** That of the phase in which it delays most. */
    Optional<Bottleneck> bottleneck(List<BufferbloatPhase> phases) {
        return phases.stream()
                .flatMap(phase -> phase.direction().flatMap(direction -> find(phase, direction)).stream())
                .max(Comparator.comparing(Bottleneck::increase));
    }

    private static Optional<Bottleneck> find(BufferbloatPhase phase, LoadDirection direction) {
        boolean unloaded = phase.gap().filter(EvidenceGap::concernsLoad).isPresent();
        return unloaded || phase.hops().isEmpty() ? Optional.empty() : BottleneckFinder.find(phase.hops(), direction);
    }
}
