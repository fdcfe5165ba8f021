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
     * How this host is connected now.
     *
     * @throws org.pathtracer.SystemCallException if the system does not tell
     */
    NetworkState state();

    /** All interfaces, by their number; throws as {@link #state} does. */
    default List<LocalInterface> list() {
        return state().interfaces();
    }

    /**
     * The way that packets to a target take, and the source address that they get; empty if there is none.
     *
     * @throws org.pathtracer.SystemCallException if the system does not tell
     */
    Optional<Route> routeTo(InetAddress target);

    /**
     * Tells of every change from now on, a moment after it, when the system has come to rest: of interfaces that come
     * and go, of their flags and addresses, of default routes. Ends with the tracer.
     *
     * @param listener gets the state after the change, on the tracer's callback executor, one call at a time
     * @throws org.pathtracer.SystemCallException if the system can't be watched
     * @throws org.pathtracer.TracerClosedException if the tracer is closed
     */
    Watch watch(Consumer<NetworkState> listener);

    /** What ends watching. */
    @NotForImplementation
    interface Watch extends AutoCloseable {
        /** No call begins after this. Does nothing the second time. */
        @Override
        void close();
    }
}
