// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.interfaces;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pathtracer.annotation.NotForImplementation;

/**
 * This host's interfaces and routes, see {@link org.pathtracer.PathTracer#interfaces()}. Thread-safe; asks the system
 * each time, sends nothing.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface Interfaces {
    /**
     * Returns the current interfaces and default routes.
     *
     * @throws org.pathtracer.SystemCallException if the system does not tell
     */
    NetworkState state();

    /** Returns all interfaces, ordered by number. Throws as {@link #state} does. */
    default List<LocalInterface> list() {
        return state().interfaces();
    }

    /**
     * Returns the route of packets to a target, and their source address; empty if there is no route.
     *
     * @throws org.pathtracer.SystemCallException if the system does not tell
     */
    Optional<Route> routeTo(InetAddress target);

    /**
     * Reports every change from now on, shortly after it, when the system has been quiet for a moment: of interfaces,
     * their flags and addresses, and of default routes. Ends with the tracer.
     *
     * @param listener gets the state after the change, on the tracer's callback executor, one call at a time
     * @throws org.pathtracer.SystemCallException if the system can't be watched
     * @throws org.pathtracer.TracerClosedException if the tracer is closed
     */
    Watch watch(Consumer<NetworkState> listener);

    /** A running watch. */
    @NotForImplementation
    interface Watch extends AutoCloseable {
        /** No call begins after this. Does nothing the second time. */
        @Override
        void close();
    }
}
