// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.statistics.Statistics;

/**
 * A part of a test. Probes count where they were sent.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface BufferbloatPhase {
    /** Returns the direction of the load; empty for the idle phase. */
    Optional<LoadDirection> direction();

    /** Returns when it began, since the operation's start. */
    Duration start();

    /** Returns how long it took. */
    Duration duration();

    /** Returns the latency of probes to the destination; of a loaded phase without its ramps. */
    Statistics latency();

    /** Returns the latency of probes sent in the first tenth of a loaded phase; of the idle phase none. */
    Statistics rampUp();

    /** Returns the latency of probes sent in the last tenth of a loaded phase. */
    Statistics rampDown();

    /** Returns the times of requests. */
    HttpLatency http();

    /** Returns the goodput of the load. */
    Goodput goodput();

    /** Returns the responsiveness under the load; unknown in the idle phase. */
    Responsiveness responsiveness();

    /** Returns what answered on the way, in the order of their TTLs, the destination last; of the idle phase none. */
    List<HopLatency> hops();

    /** Returns the steps of the load. */
    List<LoadInterval> intervals();

    /** Returns why no verdict follows from the phase; empty if one does, and for the idle phase. */
    Optional<EvidenceGap> gap();

    /**
     * Returns the time by which the median latency is larger than in another phase; empty unless both have samples, and
     * there was load.
     */
    Optional<Duration> increaseFrom(BufferbloatPhase idle);
}
