// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.mesh;

import java.util.Optional;
import org.pathtracer.TraceResult;
import org.pathtracer.fleet.locate.PathLoss;
import org.pathtracer.fleet.locate.Way;
import org.pathtracer.statistics.Statistics;

/**
 * What one vantage point measured of another one. The pings' figures are of the way there and the way back together;
 * the path is that of the way there. Immutable.
 *
 * @since 0.1.0
 */
public final class MeshDirection {
    private final String from;
    private final String to;
    private final Optional<Statistics> pings;
    private final Optional<TraceResult> path;
    private final Optional<String> failure;

    MeshDirection(
            String from, String to, Optional<Statistics> pings, Optional<TraceResult> path, Optional<String> failure) {
        this.from = from;
        this.to = to;
        this.pings = pings;
        this.path = path;
        this.failure = failure;
    }

    /** Returns the name of the vantage point that measured. */
    public String from() {
        return from;
    }

    /** Returns the name of the one that was measured. */
    public String to() {
        return to;
    }

    /** Returns the loss and round-trip times of the pings; empty if they could not be sent. */
    public Optional<Statistics> pings() {
        return pings;
    }

    /** Returns the way there; empty if it could not be traced. */
    public Optional<TraceResult> path() {
        return path;
    }

    /** Returns why something is missing, in a sentence; empty if nothing is. */
    public Optional<String> failure() {
        return failure;
    }

    private Way way() {
        return path.map(trace -> Way.of(from, to, trace)).orElse(Way.unknown(from, to));
    }

    /** Returns what this tells of links; empty without pings. */
    Optional<PathLoss> loss(Optional<MeshDirection> back) {
        Way returning = back.map(MeshDirection::way).orElse(Way.unknown(to, from));
        return pings.filter(series -> series.sent() > 0)
                .map(series -> PathLoss.roundTrip(way(), returning, series.sent(), series.sent() - series.received()));
    }

    @Override
    public String toString() {
        return from + " -> " + to + ": " + pings.map(Object::toString).orElse(failure.orElse("nothing"));
    }
}
