// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pathtracer.fleet.Fleet;
import org.pathtracer.fleet.VantagePoint;
import org.pathtracer.fleet.web.http.NotFoundException;

/** The vantage points, asked for once a second at most, whatever the number of callers. Thread-safe. */
final class VantagePoints {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Fleet fleet;
    private List<VantagePoint> known = List.of();
    private long knownAt = System.nanoTime() - FRESH_NANOS;

    VantagePoints(Fleet fleet) {
        this.fleet = fleet;
    }

    /**
     * Returns all, by name.
     *
     * @throws org.pathtracer.fleet.FleetException if no hub answers
     */
    synchronized List<VantagePoint> all() {
        if (System.nanoTime() - knownAt >= FRESH_NANOS) {
            known = fleet.vantagePoints();
            knownAt = System.nanoTime();
        }
        return known;
    }

    VantagePoint get(String name) {
        return all().stream()
                .filter(point -> point.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("no vantage point of this name is attached"));
    }
}
