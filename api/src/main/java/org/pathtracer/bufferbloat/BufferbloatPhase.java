// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.statistics.Statistics;

/**
 * A part of a test. Probes count where they were sent.
 *
 * @param direction of the load; empty for the idle phase
 * @param start since the operation's start
 * @param duration how long it took
 * @param latency of probes to the destination; of a loaded phase without its ramps
 * @param rampUp of those sent in the first tenth of a loaded phase; of the idle phase none
 * @param rampDown of those sent in its last tenth
 * @param http times of requests
 * @param goodput of the load
 * @param responsiveness under the load; {@link Responsiveness#UNKNOWN} of the idle phase
 * @param hops what answered on the way, in the order of their TTLs, the destination last; of the idle phase none
 * @param intervals the steps of the load
 * @param gap why no verdict follows from the phase; empty if one does, and for the idle phase
 * @since 0.1.0
 */
public record BufferbloatPhase(
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
        Optional<EvidenceGap> gap) {
    /** Copies the lists. */
    public BufferbloatPhase {
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

    /**
     * By which the median latency is larger than in another phase; empty unless both have samples, and there was load.
     */
    public Optional<Duration> increaseFrom(BufferbloatPhase idle) {
        return gap.filter(EvidenceGap::withoutLoad).isPresent() ? Optional.empty() : Increase.of(idle.latency, latency);
    }
}
