// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.monitor;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something observed again and again, such as the responder at a TTL, that counts as changed only when other values
 * were seen several times in a row. Values that come and go, as behind a load balancer, soon belong to what is settled:
 * so does what is seen at the very beginning, and what came up twice between settled values.
 *
 * @param <T> values
 */
final class Settled<T> {
    /** Observations at the very beginning that are all taken for settled. */
    private static final int BEGINNING = 3;

    private static final int ALTERNATE_AFTER = 2;
    private static final int FORGET_AFTER = 10;
    private static final int MOST_VALUES = 64;

    private final int changeAfter;
    /** What is settled, with the number of the last observation of each. */
    private Map<T, Long> values = new HashMap<>();
    /** Others, how often each came up between settled values. */
    private final Map<T, Integer> visits = new HashMap<>();
    /** What was seen since the last settled value. */
    private final Set<T> others = new LinkedHashSet<>();

    private int othersInARow;
    private long observations;

    Settled(int changeAfter) {
        this.changeAfter = changeAfter;
    }

    /** Takes a value down; gives whether there were others so often now that it has changed, see {@link #change}. */
    boolean observe(T value) {
        boolean beginning = observations++ < Math.min(BEGINNING, changeAfter);
        if (beginning || values.containsKey(value)) {
            values.put(value, observations);
            forget();
            return false;
        }
        others.add(value);
        return ++othersInARow >= changeAfter;
    }

    private void forget() {
        for (T other : others) {
            if (visits.merge(other, 1, Integer::sum) >= ALTERNATE_AFTER) {
                visits.remove(other);
                values.put(other, observations);
            }
        }
        if (visits.size() > MOST_VALUES) {
            visits.clear();
        }
        others.clear();
        othersInARow = 0;
        values.values().removeIf(seen -> observations - seen > (long) FORGET_AFTER * changeAfter);
    }

    /** What was seen lately, if it differs, is what is settled from now on. */
    void change() {
        if (!others.isEmpty()) {
            values = new HashMap<>();
            others.forEach(other -> values.put(other, observations));
            others.clear();
            othersInARow = 0;
        }
    }

    /** The settled value that was seen last; empty before the first. */
    Optional<T> latest() {
        return values.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** The smallest of what is settled; empty before the first. */
    Optional<T> smallest(Comparator<T> order) {
        return values.keySet().stream().min(order);
    }
}
