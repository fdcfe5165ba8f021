// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Sums up what is old, and forgets what is very old, or sooner where it would not fit. */
final class Keeping {
    /** Of the file's bound for what is written, so that there is room to sum up in a full one. */
    private static final double FOR_WRITERS = 0.9;
    /** Of the file's bound, from which on the oldest is forgotten sooner. */
    private static final double FULL = 0.75;
    /** Series that are summed up in one transaction: writers wait so long. */
    private static final int SERIES_AT_ONCE = 100;

    private static final Duration SLACK = Duration.ofDays(1);

    private static final String SUM_UP = """
            INSERT INTO windows (series, started, outcomes, failures, sent, lost, rtts, rtt_least, rtt_sum, rtt_most)
            SELECT o.series, o.started, COUNT(*), COUNT(o.failure), SUM(o.sent), SUM(o.lost), COUNT(o.rtt), MIN(o.rtt),
                COALESCE(SUM(o.rtt), 0), MAX(o.rtt)
            FROM (
                SELECT series, measured - measured % :window AS started, sent, lost, rtt, failure
                FROM outcomes WHERE series = :series AND measured < :before
            ) o WHERE true GROUP BY o.series, o.started
            ON CONFLICT (series, started) DO UPDATE SET
                outcomes = windows.outcomes + excluded.outcomes,
                failures = windows.failures + excluded.failures,
                sent = windows.sent + excluded.sent,
                lost = windows.lost + excluded.lost,
                rtts = windows.rtts + excluded.rtts,
                rtt_least = CASE WHEN windows.rtt_least IS NULL OR excluded.rtt_least < windows.rtt_least
                    THEN excluded.rtt_least ELSE windows.rtt_least END,
                rtt_sum = windows.rtt_sum + excluded.rtt_sum,
                rtt_most = CASE WHEN windows.rtt_most IS NULL OR excluded.rtt_most > windows.rtt_most
                    THEN excluded.rtt_most ELSE windows.rtt_most END""";
    /** Keeps the document that was the last one then, since outcomes after it refer to it. */
    private static final String FORGET_DOCUMENTS = """
            DELETE FROM documents WHERE series = :series AND measured < :before AND measured < (
                SELECT MAX(d.measured) FROM documents d WHERE d.series = :series AND d.measured < :before)""";

    private final Jdbi jdbi;
    private final StoreOptions options;

    Keeping(Jdbi jdbi, StoreOptions options) {
        this.jdbi = jdbi;
        this.options = options;
        limit(FOR_WRITERS);
    }

    void keep(Instant now) {
        limit(1);
        try {
            Duration outcomes = options.keepOutcomes();
            Duration windows = options.keepWindows();
            forget(now, outcomes, windows);
            while (isFull() && outcomes.compareTo(StoreReader.WINDOW) > 0) {
                outcomes = outcomes.dividedBy(2);
                forget(now, outcomes, windows);
            }
            while (isFull() && windows.compareTo(StoreReader.WINDOW) > 0) {
                windows = windows.dividedBy(2);
                forget(now, outcomes, windows);
            }
        } finally {
            limit(FOR_WRITERS);
        }
    }

    private void forget(Instant now, Duration outcomes, Duration windows) {
        long window = StoreReader.WINDOW.toMillis();
        long outcomesBefore = now.minus(outcomes).toEpochMilli();
        // Whole windows only: an outcome is in one of them or by itself, so that nothing counts twice.
        outcomesBefore -= Math.floorMod(outcomesBefore, window);
        long windowsBefore = now.minus(windows).toEpochMilli();
        List<Long> series = jdbi.withHandle(handle -> handle.createQuery("SELECT id FROM series ORDER BY id")
                .mapTo(Long.class)
                .list());
        for (int at = 0; at < series.size(); at += SERIES_AT_ONCE) {
            List<Long> some = series.subList(at, Math.min(series.size(), at + SERIES_AT_ONCE));
            long before = outcomesBefore;
            jdbi.useTransaction(handle -> some.forEach(one -> forget(handle, one, before, windowsBefore)));
        }
        long unused = now.minus(outcomes).minus(SLACK).toEpochMilli();
        long longUnused = now.minus(options.keepWindows()).minus(SLACK).toEpochMilli();
        jdbi.useTransaction(handle -> {
            handle.execute("DELETE FROM paths WHERE used < ?", unused);
            handle.execute("DELETE FROM documents WHERE series IN (SELECT id FROM series WHERE used < ?)", longUnused);
            handle.execute("DELETE FROM series WHERE used < ?", longUnused);
            handle.execute("DELETE FROM receipts WHERE used < ?", longUnused);
        });
    }

    private static void forget(Handle handle, long series, long outcomesBefore, long windowsBefore) {
        handle.createUpdate(SUM_UP)
                .bind("window", StoreReader.WINDOW.toMillis())
                .bind("series", series)
                .bind("before", outcomesBefore)
                .execute();
        handle.execute("DELETE FROM outcomes WHERE series = ? AND measured < ?", series, outcomesBefore);
        handle.execute("DELETE FROM windows WHERE series = ? AND started < ?", series, windowsBefore);
        handle.createUpdate(FORGET_DOCUMENTS)
                .bind("series", series)
                .bind("before", outcomesBefore)
                .execute();
    }

    private boolean isFull() {
        OptionalLong size = options.size();
        return size.isPresent()
                && (pragma("page_count") - pragma("freelist_count")) * pragma("page_size") > FULL * size.getAsLong();
    }

    /** SQLite forgets it with the connection, of which there is one. */
    private void limit(double share) {
        options.size().ifPresent(bytes -> {
            long pages = (long) (bytes * share) / pragma("page_size");
            pragma("max_page_count = " + pages);
        });
    }

    private long pragma(String what) {
        return jdbi.withHandle(
                handle -> handle.createQuery("PRAGMA " + what).mapTo(Long.class).one());
    }
}
