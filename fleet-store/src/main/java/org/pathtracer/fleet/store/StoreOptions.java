// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import org.pathtracer.InvalidRequestException;

/**
 * Which store, and how much it keeps.
 *
 * @since 0.1.0
 */
public final class StoreOptions {
    private final String url;
    private final Duration keepOutcomes;
    private final Duration keepWindows;
    private final OptionalLong size;

    private StoreOptions(Builder builder) {
        url = builder.url;
        keepOutcomes = builder.keepOutcomes;
        keepWindows = builder.keepWindows;
        size = builder.size;
    }

    /**
     * Starts with the URL of a database.
     *
     * @param url such as {@code jdbc:sqlite:fleet.db} or {@code jdbc:postgresql://HOST/DATABASE?user=NAME}
     * @throws InvalidRequestException if it is something else
     */
    public static Builder builder(String url) {
        Dialect.of(url);
        return new Builder(url);
    }

    String url() {
        return url;
    }

    Duration keepOutcomes() {
        return keepOutcomes;
    }

    Duration keepWindows() {
        return keepWindows;
    }

    OptionalLong size() {
        return size;
    }

    /** Collects and checks the options. */
    public static final class Builder {
        private static final Duration SHORTEST = Duration.ofMinutes(5);
        private static final long SMALLEST = 1 << 20;

        private final String url;
        private Duration keepOutcomes = Duration.ofDays(7);
        private Duration keepWindows = Duration.ofDays(400);
        private OptionalLong size = OptionalLong.empty();

        private Builder(String url) {
            this.url = url;
        }

        /** Sets how long single outcomes and their documents are kept. Default: 7 days. */
        public Builder keepOutcomes(Duration time) {
            keepOutcomes = checked(time);
            return this;
        }

        /** Sets how long windows of older outcomes are kept. Default: 400 days. */
        public Builder keepWindows(Duration time) {
            keepWindows = checked(time);
            return this;
        }

        private static Duration checked(Duration time) {
            if (Objects.requireNonNull(time, "time").compareTo(SHORTEST) < 0) {
                throw new InvalidRequestException("a store keeps everything for at least 5 minutes, not " + time);
            }
            return time;
        }

        /**
         * Sets the bytes that the file of an SQLite database may have. The oldest is forgotten sooner where it would
         * not fit. Default: no limit.
         *
         * @throws InvalidRequestException if it is less than 1 MiB, or the database is not SQLite
         */
        public Builder size(long bytes) {
            if (bytes < SMALLEST) {
                throw new InvalidRequestException("a store needs at least 1 MiB, not %d bytes".formatted(bytes));
            } else if (Dialect.of(url) != Dialect.SQLITE) {
                throw new InvalidRequestException(
                        "the size of a PostgreSQL database can't be limited here: keep outcomes for a shorter time");
            }
            size = OptionalLong.of(bytes);
            return this;
        }

        /**
         * Returns the options.
         *
         * @throws InvalidRequestException if windows are kept for a shorter time than the outcomes that they are made
         *     of
         */
        public StoreOptions build() {
            if (keepWindows.compareTo(keepOutcomes) < 0) {
                throw new InvalidRequestException("windows are kept for %s, which is shorter than the %s of outcomes"
                        .formatted(keepWindows, keepOutcomes));
            }
            return new StoreOptions(this);
        }
    }
}
