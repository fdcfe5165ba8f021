// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.bufferbloat.BufferbloatPhase;
import org.pathtracer.bufferbloat.EvidenceGap;
import org.pathtracer.bufferbloat.Goodput;
import org.pathtracer.bufferbloat.HopLatency;
import org.pathtracer.bufferbloat.HttpLatency;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadInterval;
import org.pathtracer.bufferbloat.Responsiveness;
import org.pathtracer.statistics.Statistics;

/** The facts of a {@link BufferbloatPhase}. */
public record BufferbloatPhaseRecord(
        Optional<LoadDirection> direction,
        Duration start,
        Duration duration,
        Statistics latency,
        Statistics rampUp,
        Statistics rampDown,
        HttpLatency http,
        Goodput goodput,
        Responsiveness responsiveness,
        List<HopLatency> hops,
        List<LoadInterval> intervals,
        Optional<EvidenceGap> gap)
        implements BufferbloatPhase {
    /** Copies the lists. */
    public BufferbloatPhaseRecord {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(latency, "latency");
        Objects.requireNonNull(rampUp, "rampUp");
        Objects.requireNonNull(rampDown, "rampDown");
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(goodput, "goodput");
        Objects.requireNonNull(responsiveness, "responsiveness");
        Objects.requireNonNull(hops, "hops");
        Objects.requireNonNull(intervals, "intervals");
        Objects.requireNonNull(gap, "gap");
        hops = List.copyOf(hops);
        intervals = List.copyOf(intervals);
    }

    @Override
    public Optional<Duration> increaseFrom(BufferbloatPhase idle) {
        return gap.filter(EvidenceGap::withoutLoad).isPresent()
                ? Optional.empty()
                : Increase.of(idle.latency(), latency);
    }
}
