// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pathtracer.MultipathRequest;
import org.pathtracer.multipath.StoppingPoints;

/** The confidence that is asked for, as the one that each branch point needs. */
final class Goal {
    private static final int CACHED = 64;

    /** The points depend on two numbers only, and take longer to compute than a small discovery. */
    private static final Map<Double, StoppingPoints> CACHE = new LinkedHashMap<>(CACHED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Double, StoppingPoints> eldest) {
            return size() > CACHED;
        }
    };

    private final MultipathRequest request;

    Goal(MultipathRequest request) {
        this.request = request;
    }

    /**
     * The points at which searches may stop.
     *
     * @param nodes where paths part or could part: all searches there must succeed for the graph to be complete
     */
    StoppingPoints points(int nodes) {
        double confidence = request.confidence();
        return points(
                request.scope() == MultipathRequest.Scope.NODE
                        ? confidence
                        : Math.pow(confidence, 1.0 / Math.max(1, nodes)));
    }

    private static StoppingPoints points(double confidence) {
        // Next to 1 a double has no room for the risk: as sure as can be said.
        double possible = Math.min(confidence, Math.nextDown(1.0));
        synchronized (CACHE) {
            return CACHE.computeIfAbsent(possible, StoppingPoints::of);
        }
    }
}
