// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** A store in a database. */
final class JdbcStore implements FleetStore {
    private static final int READERS = 4;

    private final HikariDataSource writing;
    private final HikariDataSource reading;
    private final OutcomeWriter writer;
    private final OutcomeReader reader;
    private final Keeping keeping;
    private final Jdbi jdbi;

    private JdbcStore(StoreOptions options, Dialect dialect, HikariDataSource writing, HikariDataSource reading) {
        this.writing = writing;
        this.reading = reading;
        jdbi = Jdbi.create(writing);
        writer = new OutcomeWriter(jdbi, dialect);
        reader = new OutcomeReader(Jdbi.create(reading));
        keeping = new Keeping(jdbi, options);
    }

    static JdbcStore open(StoreOptions options) {
        Dialect dialect = Dialect.of(options.url());
        HikariDataSource writing = null;
        try {
            writing = pool(options, dialect, "write", dialect.writers());
            Flyway.configure()
                    .dataSource(writing)
                    .locations(dialect.migrations())
                    .table("schema_versions")
                    .load()
                    .migrate();
            return new JdbcStore(options, dialect, writing, pool(options, dialect, "read", READERS));
        } catch (FlywayException | JdbiException | com.zaxxer.hikari.pool.HikariPool.PoolInitializationException e) {
            if (writing != null) {
                writing.close();
            }
            throw new StoreException("the store can't be opened: " + reason(e), e);
        }
    }

    private static HikariDataSource pool(StoreOptions options, Dialect dialect, String name, int size) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(options.url());
        pool.setPoolName("pathtracer-store-" + name);
        pool.setMaximumPoolSize(size);
        pool.setConnectionTimeout(Duration.ofSeconds(15).toMillis());
        dialect.prepare(pool);
        return new HikariDataSource(pool);
    }

    @Override
    public void write(List<Outcome> outcomes) {
        written(() -> {
            writer.write(outcomes);
            return outcomes;
        });
    }

    @Override
    public long deliver(String vantagePoint, String spool, List<Delivered> entries) {
        return written(() -> writer.deliver(vantagePoint, spool, entries));
    }

    @Override
    public void maintain(Instant now) {
        written(() -> {
            keeping.keep(now);
            writer.forgetWhatItKnows();
            return now;
        });
    }

    @Override
    public Map<String, byte[]> schedules() {
        return read(() -> jdbi.withHandle(handle -> {
            Map<String, byte[]> all = new LinkedHashMap<>();
            handle.createQuery("SELECT name, body FROM schedules ORDER BY name")
                    .map((row, context) -> Map.entry(row.getString(1), row.getBytes(2)))
                    .forEach(one -> all.put(one.getKey(), one.getValue()));
            return all;
        }));
    }

    @Override
    public void putSchedule(String name, byte[] document) {
        written(() -> jdbi.inTransaction(handle -> handle.execute(
                "INSERT INTO schedules (name, body) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET body = excluded.body",
                name,
                document)));
    }

    @Override
    public void removeSchedule(String name) {
        written(() -> jdbi.inTransaction(handle -> handle.execute("DELETE FROM schedules WHERE name = ?", name)));
    }

    @Override
    public List<Pair> pairs() {
        return read(reader::pairs);
    }

    @Override
    public List<Summary> matrix(String operation, Instant since) {
        return read(() -> reader.matrix(operation, since));
    }

    @Override
    public List<Summary> history(Pair pair, String operation, Instant from, Instant to, Duration step) {
        return read(() -> reader.history(pair, operation, from, to, step));
    }

    @Override
    public List<Outcome> outcomes(Pair pair, Instant from, Instant to, int most) {
        return read(() -> reader.outcomes(pair, from, to, most));
    }

    @Override
    public List<SeenPath> paths(Pair pair, Instant from, Instant to) {
        return read(() -> reader.paths(pair, from, to));
    }

    @Override
    public List<KeptDocument> documents(Pair pair, String operation, Instant from, Instant to, int most) {
        return read(() -> reader.documents(pair, operation, from, to, most));
    }

    private static <R> R written(Supplier<R> work) {
        try {
            return work.get();
        } catch (JdbiException e) {
            throw new StoreException("the store can't be written: " + reason(e), e);
        }
    }

    private static <R> R read(Supplier<R> work) {
        try {
            return work.get();
        } catch (JdbiException e) {
            throw new StoreException("the store can't be read: " + reason(e), e);
        }
    }

    /** What the database says, without the statements that libraries add. */
    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return String.valueOf(sql.getMessage()).lines().findFirst().orElse("");
            }
        }
        return String.valueOf(failure.getMessage());
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }
}
