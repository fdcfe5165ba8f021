// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import org.pathtracer.annotation.NotForImplementation;

/**
 * The result of a measured request.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface RequestTimes {
    /** As given with the request. */
    long tag();

    /**
     * On a new connection.
     *
     * @param tcpNanos TCP's handshake
     * @param tlsNanos TLS's, per round trip
     * @param httpNanos from the request to the end of the answer
     */
    record OnNewConnection(long tag, long tcpNanos, long tlsNanos, long httpNanos) implements RequestTimes {}

    /**
     * On a connection that carries load.
     *
     * @param httpNanos from the request to the end of the answer
     */
    record OnLoadedConnection(long tag, long httpNanos) implements RequestTimes {}

    /** Not answered, or with an error. */
    record Failed(long tag) implements RequestTimes {}
}
