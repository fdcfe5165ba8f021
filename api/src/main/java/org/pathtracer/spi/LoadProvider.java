// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

/**
 * Can load a path with HTTP traffic; found as a service. Thread-safe.
 *
 * @since 0.1.0
 */
public interface LoadProvider {
    /** A short name, for messages. */
    String name();

    /**
     * Begins to look for a server's document, which says where to load from. Never blocks; what goes wrong is told by
     * {@link LoadGenerator#poll}.
     */
    LoadGenerator open(LoadTarget target);
}
