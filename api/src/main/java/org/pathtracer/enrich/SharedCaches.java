// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.enrich;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracer;
import org.pathtracer.spi.CacheConfiguration;
import org.pathtracer.spi.PathTracerFactory;

/**
 * What was found out about addresses, kept for those who ask next: names, networks, places, registrations, also that
 * there is none. Each tracer has caches of its own unless it is given some to share:
 * {@link PathTracer.Builder#caches(SharedCaches)}. Bounded; each entry lives as long as its source says. Concurrent
 * questions about the same thing are asked once. Thread-safe; needs no closing. Not for implementation by users.
 */
public interface SharedCaches {
    /** Empty caches with all defaults. */
    static SharedCaches create() {
        return builder().build();
    }

    /** Starts the configuration of caches. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * This host is in another network now: forgets everything, and what is being looked up from before is not kept
     * either.
     */
    void networkChanged();

    /**
     * Writes what is known to a file, which is replaced as a whole or not at all.
     *
     * @throws IOException if it can't be written
     */
    void save(Path file) throws IOException;

    /**
     * Adds what a file holds and has not expired since. A file that does not exist, is damaged, or comes from another
     * version is no error: it adds nothing, the latter two with a warning to the system logger {@code org.pathtracer}.
     *
     * @return entries added
     * @throws IOException if it can't be read
     */
    int load(Path file) throws IOException;

    /** Entries of all kinds, roughly. */
    long size();

    /** The configuration of caches. Not thread-safe. */
    final class Builder {
        private static final int LARGEST = 10_000_000;
        private static final Duration LONGEST = Duration.ofDays(365);

        private int capacity = CacheConfiguration.DEFAULT.capacity();
        private Duration longestTtl = CacheConfiguration.DEFAULT.longestTtl();
        private Duration negativeTtl = CacheConfiguration.DEFAULT.negativeTtl();

        private Builder() {}

        /**
         * Most entries of each kind; beyond, those that are likely to be used least go.
         *
         * @param entries 1 to 10,000,000; 10,000 if not said
         */
        public Builder capacity(int entries) {
            require(
                    entries >= 1 && entries <= LARGEST,
                    "capacity is %d, but must be from 1 to %d".formatted(entries, LARGEST));
            capacity = entries;
            return this;
        }

        /** How long anything is kept at most, and what its source puts no bound to; a day if not said. */
        public Builder longestTtl(Duration span) {
            Objects.requireNonNull(span, "span");
            longestTtl = span("longest TTL", span);
            return this;
        }

        /** How long it is kept at most that there is nothing; 5 minutes if not said. */
        public Builder negativeTtl(Duration span) {
            Objects.requireNonNull(span, "span");
            negativeTtl = span("negative TTL", span);
            return this;
        }

        /** The caches, empty. */
        public SharedCaches build() {
            return PathTracerFactory.find().caches(new CacheConfiguration(capacity, longestTtl, negativeTtl));
        }

        private static Duration span(String what, Duration span) {
            require(
                    !span.isNegative() && !span.isZero() && span.compareTo(LONGEST) <= 0,
                    what + " must be more than zero and at most a year");
            return span;
        }

        private static void require(boolean holds, String sentence) {
            if (!holds) {
                throw new InvalidRequestException(sentence);
            }
        }
    }
}
