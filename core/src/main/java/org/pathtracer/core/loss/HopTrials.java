// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The probes of one TTL.
 *
 * @param ttl 1 to 255
 * @param trials in the order in which they left
 * @param target whether this is the target, not a router on the way
 */
public record HopTrials(int ttl, List<Trial> trials, boolean target) {
    /** What is looked at: more would not change a verdict, and take time. */
    private static final int MOST = 200;

    private static final Comparator<Trial> BY_TIME = Comparator.comparingLong(Trial::atNanos);

    /** Sorts the list, and keeps the latest of a long one. */
    public HopTrials {
        List<Trial> sorted = new ArrayList<>(trials);
        sorted.sort(BY_TIME);
        trials = List.copyOf(sorted.subList(Math.max(0, sorted.size() - MOST), sorted.size()));
    }

    /** Those of a router. */
    public HopTrials(int ttl, List<Trial> trials) {
        this(ttl, trials, false);
    }

    int sent() {
        return trials.size();
    }

    int answered() {
        // As a loop: asked of each hop of each trace.
        int answered = 0;
        for (Trial trial : trials) {
            answered += trial.answered() ? 1 : 0;
        }
        return answered;
    }

    int lost() {
        return sent() - answered();
    }

    /** Whether it answered from more than one address. */
    boolean changesAddress() {
        return trials.stream()
                        .filter(Trial::answered)
                        .map(Trial::from)
                        .distinct()
                        .count()
                > 1;
    }
}
