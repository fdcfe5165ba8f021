// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether packets are lost because a queue is full. A queue that drops what it has no room for is at its longest then,
 * so the packets before and after a lost one wait longer than most. Losses that have nothing to do with the queue come
 * at any time.
 */
final class Overflow {
    /** The longest wait may be that of a busy processor. */
    private static final double LONGEST = 0.95;
    /** A full queue is at least half as long as the longest that was seen, since it empties between two probes. */
    private static final double LONG = 0.5;
    /** Of the packets next to one that a full queue drops, so many come when it is short again. */
    private static final double MISSED = 0.1;
    /** Two to one, as of all explanations. */
    private static final double DECIDES = Math.log(2);

    private final List<PathHop.Trial> trials;
    private final double longWait;
    private final double shortest;

    /** Takes the probes to the target, in any order. */
    Overflow(List<PathHop.Trial> trials) {
        this.trials = trials.stream()
                .sorted(Comparator.comparingLong(PathHop.Trial::atNanos))
                .toList();
        List<Double> rtts = this.trials.stream()
                .filter(PathHop.Trial::answered)
                .map(PathHop.Trial::rttMillis)
                .sorted()
                .toList();
        shortest = rtts.isEmpty() ? 0 : rtts.get(0);
        longWait = rtts.isEmpty() ? 0 : LONG * (rtts.get((int) (LONGEST * (rtts.size() - 1))) - shortest);
    }

    /** Returns how many of the lost packets have a neighbour that waited long. */
    int lostWhileLong() {
        return (int) longNeighbours(false).stream().filter(each -> each).count();
    }

    /**
     * Returns whether the losses are the queue's, twice as probable as losses at any time.
     *
     * @param burst how many losses count as one
     */
    boolean explainsLosses(double burst) {
        List<Boolean> lost = longNeighbours(false);
        List<Boolean> usual = longNeighbours(true);
        double share = (usual.stream().filter(each -> each).count() + 0.5) / (usual.size() + 1);
        double log = 0;
        for (boolean isLong : lost) {
            log += isLong ? Math.log((1 - MISSED) / share) : Math.log(MISSED / (1 - share));
        }
        return longWait > 0 && log / burst > DECIDES;
    }

    /** For each probe of a kind that has a neighbour: whether the nearest other one that was answered waited long. */
    private List<Boolean> longNeighbours(boolean answered) {
        List<Boolean> all = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            if (trials.get(i).answered() == answered) {
                PathHop.Trial nearest = nearest(i);
                if (nearest != null) {
                    all.add(nearest.rttMillis() - shortest >= longWait);
                }
            }
        }
        return all;
    }

    private PathHop.@Nullable Trial nearest(int index) {
        PathHop.Trial self = trials.get(index);
        PathHop.Trial before = next(index, -1);
        PathHop.Trial after = next(index, 1);
        if (before == null || after == null) {
            return before == null ? after : before;
        }
        return self.atNanos() - before.atNanos() <= after.atNanos() - self.atNanos() ? before : after;
    }

    private PathHop.@Nullable Trial next(int index, int step) {
        for (int i = index + step; i >= 0 && i < trials.size(); i += step) {
            if (trials.get(i).answered()) {
                return trials.get(i);
            }
        }
        return null;
    }
}
