// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes outcomes, one transaction after the other. */
final class OutcomeWriter {
    private static final String OUTCOME =
            "INSERT INTO outcomes (series, measured, sent, lost, rtt, failure, path) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String DOCUMENT = "INSERT INTO documents (series, measured, path, body) VALUES (?, ?, ?, ?)";
    private static final String RECEIPT = "SELECT sequence FROM receipts WHERE vantage_point = ? AND spool = ?";

    private final Jdbi jdbi;
    private final Dialect dialect;
    private final Dictionary dictionary = new Dictionary();
    private final ReentrantLock lock = new ReentrantLock();

    OutcomeWriter(Jdbi jdbi, Dialect dialect) {
        this.jdbi = jdbi;
        this.dialect = dialect;
    }

    void write(List<Outcome> outcomes) {
        alone(() -> jdbi.useTransaction(handle -> insert(handle, outcomes)));
    }

    long deliver(String vantagePoint, String spool, List<Delivered> entries) {
        long[] last = new long[1];
        alone(() -> last[0] = jdbi.inTransaction(handle -> deliver(handle, vantagePoint, spool, entries)));
        return last[0];
    }

    private long deliver(Handle handle, String vantagePoint, String spool, List<Delivered> entries) {
        // Another hub that takes the same entries waits here until this transaction has ended.
        handle.execute(
                "INSERT INTO receipts (vantage_point, spool, sequence, used) VALUES (?, ?, 0, ?)"
                        + " ON CONFLICT (vantage_point, spool) DO NOTHING",
                vantagePoint,
                spool,
                System.currentTimeMillis());
        long written = handle.createQuery(RECEIPT + dialect.lock())
                .bind(0, vantagePoint)
                .bind(1, spool)
                .mapTo(Long.class)
                .one();
        List<Delivered> fresh =
                entries.stream().filter(entry -> entry.sequence() > written).toList();
        if (fresh.isEmpty()) {
            return written;
        }
        insert(
                handle,
                fresh.stream().flatMap(entry -> entry.outcomes().stream()).toList());
        long last = fresh.stream().mapToLong(Delivered::sequence).max().orElse(written);
        handle.execute(
                "UPDATE receipts SET sequence = ?, used = ? WHERE vantage_point = ? AND spool = ?",
                last,
                System.currentTimeMillis(),
                vantagePoint,
                spool);
        return last;
    }

    private void insert(Handle handle, List<Outcome> outcomes) {
        PreparedBatch rows = handle.prepareBatch(OUTCOME);
        PreparedBatch documents = handle.prepareBatch(DOCUMENT);
        for (Outcome outcome : outcomes) {
            long series = dictionary.series(handle, outcome.pair(), outcome.operation());
            Long path = outcome.path().isEmpty() ? null : dictionary.path(handle, outcome.path());
            long time = outcome.time().toEpochMilli();
            rows.bind(0, series)
                    .bind(1, time)
                    .bind(2, outcome.sent())
                    .bind(3, outcome.lost())
                    .bind(4, outcome.rtt().map(java.time.Duration::toNanos).orElse(null))
                    .bind(5, outcome.failure().map(Texts::storable).orElse(null))
                    .bind(6, path)
                    .add();
            if (outcome.document().isPresent() && dictionary.isNew(handle, series, path)) {
                documents
                        .bind(0, series)
                        .bind(1, time)
                        .bind(2, path)
                        .bind(3, Texts.packed(outcome.document().get()))
                        .add();
            }
        }
        execute(rows);
        execute(documents);
    }

    private static void execute(PreparedBatch batch) {
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** Numbers that a transaction made count only when it is committed. */
    private void alone(Runnable transaction) {
        lock.lock();
        try {
            transaction.run();
            dictionary.keep();
        } catch (RuntimeException | Error e) {
            dictionary.undo();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    void forgetWhatItKnows() {
        lock.lock();
        try {
            dictionary.clear();
        } finally {
            lock.unlock();
        }
    }
}
