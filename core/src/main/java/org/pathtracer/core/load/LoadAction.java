// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.load;

import org.pathtracer.bufferbloat.LoadDirection;

/** A command to a load generator, as a value: a strategy returns it, {@link LoadDriver} carries it out. */
public sealed interface LoadAction {
    /**
     * Adds one loaded connection.
     *
     * @param direction {@link LoadDirection#DOWN} or {@link LoadDirection#UP}
     */
    record AddConnection(LoadDirection direction) implements LoadAction {}

    /**
     * Measures a request on a new connection.
     *
     * @param tag comes back with the request's times
     */
    record RequestOnNewConnection(long tag) implements LoadAction {}

    /**
     * Measures a request on a loaded connection.
     *
     * @param tag comes back with the request's times
     */
    record RequestOnLoadedConnection(long tag) implements LoadAction {}

    /** Closes all loaded connections. */
    record StopLoad() implements LoadAction {}
}
