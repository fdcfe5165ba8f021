// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.pathtracer.annotation.NotForImplementation;

/**
 * What was found out about addresses, kept for those who ask next: names, networks, places, registrations, also that
 * there is none. Each tracer has caches of its own unless it is given some to share:
 * {@link PathTracer.Builder#caches(SharedCaches)}. Bounded; each entry lives as long as its source says. Concurrent
 * questions about the same thing are asked once. Thread-safe; needs no closing. Not for implementation by users.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface SharedCaches {
    /** Empty caches with all defaults. */
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
         * Sets how long it is kept at most that there is nothing.
         *
         * @param span more than zero, at most a year. Default: 5 minutes
         * @throws InvalidRequestException if it is out of range
         */
        Builder negativeTtl(Duration span);

        /** Returns new, empty caches. */
        SharedCaches build();
    }
}
