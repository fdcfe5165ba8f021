// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.pathtracer.InvalidRequestException;

/** The queries. */
final class OutcomeReader {
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(1);
    private static final String OF_PAIR = " WHERE s.vantage_point = :from AND s.target = :to AND s.peer = :peer";
    private static final String WITHIN = " AND o.measured >= :start AND o.measured < :end";

    private static final String MATRIX = """
            SELECT s.vantage_point, s.target, s.peer, MIN(o.measured), MAX(o.measured), COUNT(*), COUNT(o.failure),
                SUM(o.sent), SUM(o.lost), MIN(o.rtt), AVG(o.rtt), MAX(o.rtt)
            FROM series s CROSS JOIN outcomes o
            WHERE o.series = s.id AND s.operation = :operation AND o.measured >= :start
            GROUP BY s.id, s.vantage_point, s.target, s.peer
            ORDER BY s.vantage_point, s.target, s.peer""";

    private static final String HISTORY = """
            SELECT w.started, SUM(w.outcomes), SUM(w.failures), SUM(w.sent), SUM(w.lost), MIN(w.rtt_least),
                SUM(w.rtt_sum), SUM(w.rtts), MAX(w.rtt_most)
            FROM (
                SELECT o.measured - o.measured % :step AS started, 1 AS outcomes,
                    CASE WHEN o.failure IS NULL THEN 0 ELSE 1 END AS failures, o.sent, o.lost,
                    o.rtt AS rtt_least, o.rtt AS rtt_sum, CASE WHEN o.rtt IS NULL THEN 0 ELSE 1 END AS rtts,
                    o.rtt AS rtt_most
                FROM series s CROSS JOIN outcomes o
                WHERE o.series = s.id AND s.vantage_point = :from AND s.target = :to AND s.peer = :peer
                    AND s.operation = :operation AND o.measured >= :start AND o.measured < :end
                UNION ALL
                SELECT o.started - o.started % :step, o.outcomes, o.failures, o.sent, o.lost, o.rtt_least, o.rtt_sum,
                    o.rtts, o.rtt_most
                FROM series s CROSS JOIN windows o
                WHERE o.series = s.id AND s.vantage_point = :from AND s.target = :to AND s.peer = :peer
                    AND s.operation = :operation AND o.started >= :start AND o.started < :end
            ) w GROUP BY w.started ORDER BY w.started""";

    private final Jdbi jdbi;

    OutcomeReader(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<Pair> pairs() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT DISTINCT vantage_point, target, peer FROM series ORDER BY vantage_point, target, peer")
                .map((row, context) -> pair(row))
                .list());
    }

    List<Summary> matrix(String operation, Instant since) {
        return jdbi.withHandle(handle -> handle.createQuery(MATRIX)
                .bind("operation", operation)
                .bind("start", since.toEpochMilli())
                .map((row, context) -> new Summary(
                        pair(row),
                        operation,
                        time(row, 4),
                        time(row, 5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        duration(row, 10),
                        duration(row, 11),
                        duration(row, 12)))
                .list());
    }

    List<Summary> history(Pair pair, String operation, Instant from, Instant to, Duration step) {
        if (step.compareTo(SHORTEST_STEP) < 0) {
            throw new InvalidRequestException("a window of a history has at least 1 s, not " + step);
        }
        long length = step.toMillis();
        return jdbi.withHandle(handle -> of(handle, HISTORY, pair)
                .bind("operation", operation)
                .bind("step", length)
                .bind("start", from.toEpochMilli() - Math.floorMod(from.toEpochMilli(), length))
                .bind("end", to.toEpochMilli())
                .map((row, context) -> window(row, pair, operation, step))
                .list());
    }

    private static Summary window(ResultSet row, Pair pair, String operation, Duration step) throws SQLException {
        long rtts = row.getLong(8);
        return new Summary(
                pair,
                operation,
                time(row, 1),
                time(row, 1).plus(step),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                duration(row, 6),
                rtts == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(row.getLong(7) / rtts)),
                duration(row, 9));
    }

    List<Outcome> outcomes(Pair pair, Instant from, Instant to, int most) {
        String query = "SELECT s.operation, o.measured, o.sent, o.lost, o.rtt, o.failure, p.hops"
                + " FROM series s CROSS JOIN outcomes o LEFT JOIN paths p ON p.id = o.path" + OF_PAIR
                + " AND o.series = s.id" + WITHIN + " ORDER BY o.measured DESC LIMIT :most";
        return jdbi.withHandle(handle -> within(handle, query, pair, from, to)
                .bind("most", most)
                .map((row, context) -> new Outcome(
                        pair,
                        row.getString(1),
                        time(row, 2),
                        row.getLong(3),
                        row.getLong(4),
                        duration(row, 5),
                        Optional.ofNullable(row.getString(6)),
                        Optional.ofNullable(row.getString(7)).map(Texts::split).orElse(List.of()),
                        Optional.empty()))
                .list());
    }

    List<SeenPath> paths(Pair pair, Instant from, Instant to) {
        String query =
                "SELECT s.operation, p.hops, MIN(o.measured), MAX(o.measured), COUNT(*), SUM(o.sent), SUM(o.lost)"
                        + " FROM series s CROSS JOIN outcomes o JOIN paths p ON p.id = o.path" + OF_PAIR
                        + " AND o.series = s.id" + WITHIN
                        + " GROUP BY s.operation, p.id, p.hops ORDER BY MAX(o.measured) DESC, MIN(o.measured), s.operation";
        return jdbi.withHandle(handle -> within(handle, query, pair, from, to)
                .map((row, context) -> new SeenPath(
                        row.getString(1),
                        Texts.split(row.getString(2)),
                        time(row, 3),
                        time(row, 4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)))
                .list());
    }

    List<KeptDocument> documents(Pair pair, String operation, Instant from, Instant to, int most) {
        String query = "SELECT o.measured, o.body FROM series s CROSS JOIN documents o" + OF_PAIR
                + " AND s.operation = :operation AND o.series = s.id" + WITHIN
                + " ORDER BY o.measured DESC LIMIT :most";
        return jdbi.withHandle(handle -> within(handle, query, pair, from, to)
                .bind("operation", operation)
                .bind("most", most)
                .map((row, context) -> new KeptDocument(operation, time(row, 1), Texts.unpacked(row.getBytes(2))))
                .list());
    }

    private static Query within(Handle handle, String query, Pair pair, Instant from, Instant to) {
        return of(handle, query, pair).bind("start", from.toEpochMilli()).bind("end", to.toEpochMilli());
    }

    private static Query of(Handle handle, String query, Pair pair) {
        return handle.createQuery(query)
                .bind("from", pair.vantagePoint())
                .bind("to", pair.target())
                .bind("peer", pair.peer() ? 1 : 0);
    }

    private static Pair pair(ResultSet row) throws SQLException {
        return new Pair(row.getString(1), row.getString(2), row.getInt(3) != 0);
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    private static Optional<Duration> duration(ResultSet row, int column) throws SQLException {
        long nanos = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }
}
