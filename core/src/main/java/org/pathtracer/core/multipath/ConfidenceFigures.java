// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.List;
import org.pathtracer.multipath.MultipathConfidence;
import org.pathtracer.result.MultipathConfidenceRecord;

/** Computes the confidence of what was found from what was sent. */
final class ConfidenceFigures {
    private ConfidenceFigures() {}

    /** Where nothing is known of how a path goes on. */
    static MultipathConfidence none(Exploration exploration) {
        return new MultipathConfidenceRecord(0, 0, exploration.leastShareStated());
    }

    static MultipathConfidence of(Exploration exploration) {
        double worst = 0;
        double graph = 1;
        int last = exploration.table.highestAnswered();
        if (last < exploration.table.first) {
            return none(exploration);
        }
        // Where one balancer gives a way less, others may do so too.
        double least = exploration.smallestShareSeen();
        for (List<Progress> places : exploration.progress().headMap(last, true).values()) {
            boolean branches = places.stream().anyMatch(Progress::branches);
            double single = 0;
            for (Progress place : places) {
                double risk = Math.max(risk(place, exploration.rule()), place.risk(least));
                worst = Math.max(worst, risk);
                if (place.branches()) {
                    graph *= 1 - risk;
                }
                single = Math.max(single, risk);
            }
            graph *= branches ? 1 : 1 - single;
        }
        return new MultipathConfidenceRecord(1 - worst, graph, exploration.leastShareStated());
    }

    /** The exact risk of the rule where it was followed to its end, for two branches at least; else a bound. */
    private static double risk(Progress place, StoppingRule rule) {
        if (!place.done()) {
            return place.risk();
        }
        double exact = rule.failure(place.successors());
        return place.uneven() ? Math.max(exact, place.risk()) : exact;
    }
}
