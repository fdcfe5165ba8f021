// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The numbers that stand for series and paths in rows. Those that were used lately are known without a query. */
final class Dictionary {
    private static final int MOST = 100_000;
    private static final String SERIES =
            "INSERT INTO series (vantage_point, target, peer, operation, used) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (vantage_point, target, peer, operation) DO UPDATE SET used = excluded.used"
                    + " RETURNING id";
    private static final String PATH = "INSERT INTO paths (hash, hops, used) VALUES (?, ?, ?)"
            + " ON CONFLICT (hash) DO UPDATE SET used = excluded.used RETURNING id";
    private static final String LAST = "SELECT path FROM documents WHERE series = ? ORDER BY measured DESC LIMIT 1";

    private record Series(Pair pair, String operation) {}

    private final Known<Series, Long> series = new Known<>();
    private final Known<List<String>, Long> paths = new Known<>();
    /** The path of each series' last document. */
    private final Known<Long, Optional<Long>> last = new Known<>();

    long series(Handle handle, Pair pair, String operation) {
        return series.get(
                new Series(pair, operation),
                key -> id(handle.createQuery(SERIES)
                        .bind(0, Texts.storable(pair.vantagePoint()))
                        .bind(1, Texts.storable(pair.target()))
                        .bind(2, pair.peer() ? 1 : 0)
                        .bind(3, Texts.storable(operation))
                        .bind(4, System.currentTimeMillis())));
    }

    long path(Handle handle, List<String> hops) {
        return paths.get(hops, key -> {
            String text = Texts.joined(hops);
            return id(handle.createQuery(PATH)
                    .bind(0, Texts.hash(text))
                    .bind(1, text)
                    .bind(2, System.currentTimeMillis()));
        });
    }

    /** Returns whether a path is not that of the series' last document. No path is like no other. */
    boolean isNew(Handle handle, long ofSeries, @Nullable Long path) {
        if (path == null) {
            return true;
        }
        Optional<Long> before = last.get(
                ofSeries,
                key -> handle.createQuery(LAST)
                        .bind(0, ofSeries)
                        .map((row, context) -> row.getLong(1))
                        .findFirst());
        if (before.filter(path::equals).isPresent()) {
            return false;
        }
        last.put(ofSeries, Optional.of(path));
        return true;
    }

    private static long id(org.jdbi.v3.core.statement.Query query) {
        return query.mapTo(Long.class).one();
    }

    /** What was made since the last call is committed. */
    void keep() {
        series.keep();
        paths.keep();
        last.keep();
    }

    /** What was made since the last call is not. */
    void undo() {
        series.undo();
        paths.undo();
        last.undo();
    }

    void clear() {
        series.clear();
        paths.clear();
        last.clear();
    }

    /** A bounded map whose changes of one transaction are apart. */
    private static final class Known<K, V> {
        private final Map<K, V> kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST;
            }
        };
        private final Map<K, V> fresh = new HashMap<>();

        V get(K key, Function<K, V> unknown) {
            V found = fresh.get(key);
            if (found == null) {
                found = kept.get(key);
            }
            return found == null ? put(key, Objects.requireNonNull(unknown.apply(key))) : found;
        }

        V put(K key, V value) {
            fresh.put(key, value);
            return value;
        }

        void keep() {
            kept.putAll(fresh);
            fresh.clear();
        }

        void undo() {
            fresh.clear();
        }

        void clear() {
            kept.clear();
            fresh.clear();
        }
    }
}
