// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import com.zaxxer.hikari.HikariConfig;
import java.util.Arrays;
import org.pathtracer.InvalidRequestException;

/** The databases that a store can be in. Their statements are the same, but for their schema. */
enum Dialect {
    SQLITE("jdbc:sqlite:", "sqlite", 1) {
        @Override
        void prepare(HikariConfig pool) {
            pool.addDataSourceProperty("journal_mode", "WAL");
            // A commit is on the disk when it returns, also if the power fails then.
            pool.addDataSourceProperty("synchronous", "FULL");
            pool.addDataSourceProperty("busy_timeout", "10000");
            pool.addDataSourceProperty("cache_size", "-65536");
            // The log is brought into the database when it has 64 MB: rarely, since pages are all over the database.
            pool.setConnectionInitSql("PRAGMA wal_autocheckpoint = 16000");
            // A transaction that begins by reading could not write after another process has written.
            pool.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        }

        @Override
        String lock() {
            return "";
        }
    },
    POSTGRESQL("jdbc:postgresql:", "postgresql", 4) {
        @Override
        void prepare(HikariConfig pool) {
            pool.addDataSourceProperty("reWriteBatchedInserts", "true");
            pool.addDataSourceProperty("connectTimeout", "10");
            pool.addDataSourceProperty("socketTimeout", "60");
        }

        @Override
        String lock() {
            return " FOR UPDATE";
        }
    };

    private final String prefix;
    private final String folder;
    private final int writers;

    Dialect(String prefix, String folder, int writers) {
        this.prefix = prefix;
        this.folder = folder;
        this.writers = writers;
    }

    static Dialect of(String url) {
        return Arrays.stream(values())
                .filter(one -> url.startsWith(one.prefix) && url.length() > one.prefix.length())
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "a store is jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE, and this is neither"));
    }

    /** Returns where its schema is. No package has such a name, so that a module's resources are found there. */
    String migrations() {
        return "classpath:fleet-store/" + folder;
    }

    int writers() {
        return writers;
    }

    abstract void prepare(HikariConfig pool);

    /** Returns what ends a query for a row that no other transaction changes until this one ends. */
    abstract String lock();
}
