// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.util.concurrent.CompletionStage;
import org.pathtracer.bufferbloat.LoadDirection;

/**
 * Loads the path to one server and measures requests under that load, on threads of its own. All calls return at once.
 * Everything but {@link #close} is called from one thread.
 *
 * @since 0.1.0
 */
public interface LoadGenerator {
    /** What has happened; the requests that were finished since the last call. */
    LoadReport poll();

    /**
     * Opens one more connection and loads it with a large object as long as the load lasts.
     *
     * @param direction {@link LoadDirection#DOWN} or {@link LoadDirection#UP}
     */
    void addConnection(LoadDirection direction);

    /**
     * Measures a small request on a new connection.
     *
     * @param tag comes back in {@link RequestTimes#tag}
     */
    void requestOnNewConnection(long tag);

    /**
     * Measures a small request on a connection that carries load, on each in turn. Does nothing without such a
     * connection.
     *
     * @param tag comes back in {@link RequestTimes#tag}
     */
    void requestOnLoadedConnection(long tag);

    /** Closes all connections that carry load. Load may be added again. */
    void stopLoad();

    /**
     * Closes everything; from any thread, idempotent.
     *
     * @return completed when no connection and no thread is left; always normally
     */
    CompletionStage<Void> close();
}
