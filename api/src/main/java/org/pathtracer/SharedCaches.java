// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.pathtracer.annotation.NotForImplementation;

/**
 * Caches of names, networks, places and registrations of addresses, and of their absence. Each tracer has caches of its
 * own, or shares some by {@link PathTracer.Builder#caches(SharedCaches)}. Caches are bounded, and each entry lives as
 * long as its source says. Concurrent questions about the same address are asked once. Thread-safe. Caches need not be
 * closed. Not for implementation by users.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface SharedCaches {
    /** Returns new, empty caches with all defaults. */
    static SharedCaches create() {
        return builder().build();
    }

    /**
     * Starts the configuration of caches.
     *
     * @throws NotSupportedException if the engine (artifact {@code pathtracer-core}) is not on the class or module path
     */
    static Builder builder() {
        return Engine.find(Builder.class);
    }

    /**
     * Empties the caches because this host is in another network. Results of look-ups that are running are not kept
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

    /** Returns the approximate number of entries of all kinds. */
    long size();

    /** The configuration of caches. Not thread-safe. The engine implements it. */
    @NotForImplementation
    interface Builder {
        /**
         * Sets the most entries of each kind. Beyond, those that are least likely to be used are dropped.
         *
         * @param entries 1 to 10,000,000. Default: 10,000
         * @throws InvalidRequestException if it is out of range
         */
        Builder capacity(int entries);

        /**
         * Sets how long an entry is kept at most, also where its source sets no limit.
         *
         * @param span more than zero, at most a year. Default: a day
         * @throws InvalidRequestException if it is out of range
         */
        Builder longestTtl(Duration span);

        /**
         * Sets how long the absence of an entry is kept at most.
         *
         * @param span more than zero, at most a year. Default: 5 minutes
         * @throws InvalidRequestException if it is out of range
         */
        Builder negativeTtl(Duration span);

        /** Returns new, empty caches. */
        SharedCaches build();
    }
}
