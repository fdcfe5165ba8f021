// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.pathtracer.InvalidRequestException;

/**
 * Keeps what a fleet measured. What a writing method has returned from is kept, whatever ends the process afterwards.
 * Thread-safe. Methods wait for the disk, so they don't belong on a loop thread.
 *
 * @since 0.1.0
 */
public interface FleetStore extends StoreReader, AutoCloseable {
    /**
     * Opens a store, and makes it if it is not there.
     *
     * @throws InvalidRequestException if its URL is of no database that is known, with what it should be
     * @throws StoreException if it can't be opened
     */
    static FleetStore open(StoreOptions options) {
        return JdbcStore.open(options);
    }

    /**
     * Writes outcomes: all of them or, if it throws, none.
     *
     * @throws StoreException if the disk is full, or the database does not answer
     */
    void write(List<Outcome> outcomes);

    /**
     * Writes what an agent delivers and was not written before, so that what it delivers twice is there once.
     *
     * @param vantagePoint the name of the agent
     * @param spool where it kept them; numbers of different spools have nothing to do with each other
     * @param entries in the order of their numbers
     * @return the largest number of the spool that is written, which the agent can forget with all smaller ones
     * @throws StoreException if the disk is full, or the database does not answer
     */
    long deliver(String vantagePoint, String spool, List<Delivered> entries);

    /**
     * Sums up outcomes that are older than the options say, and forgets windows that are too old. A hub calls it once
     * in a while. It works in small steps, between which others write.
     *
     * @param now the time
     */
    void maintain(Instant now);

    /** Returns the documents of the schedules, by name. */
    Map<String, byte[]> schedules();

    /** Keeps a schedule, in the place of one of the same name. */
    void putSchedule(String name, byte[] document);

    /** Forgets a schedule. */
    void removeSchedule(String name);

    @Override
    void close();
}
