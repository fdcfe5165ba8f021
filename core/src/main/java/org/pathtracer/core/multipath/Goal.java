// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pathtracer.MultipathRequest;
import org.pathtracer.multipath.StoppingPoints;

/** The confidence that is asked for, as the one that each place needs. */
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
     * Returns the rule by which searches may stop. All must succeed for the graph to be complete. A place with one
     * successor halves its risk with each flow, so it mostly takes less risk than its share; the others get what is
     * left. With unequal shares that can't be told in advance, and all places get the same.
     *
     * @param singles number of places with one known successor, where paths could part
     * @param branching number of places with several
     * @param equalShares whether balancers share evenly as far as is known
     */
    StoppingRule rule(int singles, int branching, boolean equalShares) {
        double confidence = request.confidence();
        if (request.scope() == MultipathRequest.Scope.NODE) {
            return new StoppingRule(points(confidence), points(confidence));
        }
        StoppingPoints even = points(Math.pow(confidence, 1.0 / Math.max(1, singles + branching)));
        if (singles == 0 || branching == 0 || !equalShares) {
            return new StoppingRule(even, even);
        }
        double found = Math.pow(1 - even.failure(2), singles);
        return new StoppingRule(even, points(Math.pow(confidence / found, 1.0 / branching)));
    }

    private static StoppingPoints points(double confidence) {
        // Next to 1 a double has no room for the risk: as sure as can be said.
        double possible = Math.min(confidence, Math.nextDown(1.0));
        synchronized (CACHE) {
            return CACHE.computeIfAbsent(possible, StoppingPoints::of);
        }
    }
}
