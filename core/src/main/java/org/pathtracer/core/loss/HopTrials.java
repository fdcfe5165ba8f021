// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

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

    /** Sorts the list, and keeps the latest of a long one. */
    public HopTrials {
        trials = trials.stream()
                .sorted((one, other) -> Long.compare(one.atNanos(), other.atNanos()))
                .skip(Math.max(0, trials.size() - MOST))
                .toList();
    }

    /** Those of a router. */
    public HopTrials(int ttl, List<Trial> trials) {
        this(ttl, trials, false);
    }

    int sent() {
        return trials.size();
    }

    int answered() {
        return (int) trials.stream().filter(Trial::answered).count();
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
