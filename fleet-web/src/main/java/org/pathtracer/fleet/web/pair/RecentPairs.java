// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.pair;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.TraceResult;

/** Keeps the newest figures and paths in memory: those of pairs that nothing was heard of for longest go first. */
public final class RecentPairs implements PairHistory {
    private static final int MOST_PAIRS = 10_000;
    private static final int MOST_FIGURES = 60;
    /** A trace takes a hundred times the memory of a figure. */
    private static final int MOST_PATHS = 1000;

    private record Pair(String from, String to) {}

    private final Map<Pair, Deque<PairFigures>> figures = new Bounded<>(MOST_PAIRS);
    private final Map<Pair, TraceResult> paths = new Bounded<>(MOST_PATHS);

    /** Adds what a ping says, or a trace of a pair that was never pinged. */
    public synchronized void add(PairFigures one) {
        Deque<PairFigures> all = figures.computeIfAbsent(new Pair(one.from(), one.to()), pair -> new ArrayDeque<>());
        all.addLast(one);
        if (all.size() > MOST_FIGURES) {
            all.removeFirst();
        }
    }

    /** Adds a path. */
    public synchronized void add(String from, String to, TraceResult path) {
        paths.put(new Pair(from, to), path);
    }

    /** Returns whether there are figures of a pair. */
    public synchronized boolean has(String from, String to) {
        return figures.containsKey(new Pair(from, to));
    }

    @Override
    public synchronized List<PairFigures> newest() {
        List<PairFigures> all = new ArrayList<>();
        figures.values().forEach(series -> all.add(series.getLast()));
        return all;
    }

    @Override
    public synchronized List<PairFigures> series(String from, String to) {
        Deque<PairFigures> all = figures.get(new Pair(from, to));
        return all == null ? List.of() : List.copyOf(all);
    }

    @Override
    public synchronized Optional<TraceResult> path(String from, String to) {
        return Optional.ofNullable(paths.get(new Pair(from, to)));
    }

    private static final class Bounded<V> extends LinkedHashMap<Pair, V> {
        private static final long serialVersionUID = 1;
        private final int most;

        Bounded(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, V> eldest) {
            return size() > most;
        }
    }
}
