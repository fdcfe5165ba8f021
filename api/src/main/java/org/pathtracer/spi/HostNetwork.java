// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;

/**
 * What a system tells of its interfaces and routes. Found through {@link java.util.ServiceLoader}; the first that is
 * available is used, and without any what Java itself knows. Thread-safe.
 *
 * @since 0.1.0
 */
public interface HostNetwork {
    /** Whether this is the system, and can be asked. */
    boolean available();

    /** See {@link org.pathtracer.interfaces.Interfaces#state}. */
    NetworkState state();

    /** See {@link org.pathtracer.interfaces.Interfaces#routeTo}. */
    Optional<Route> routeTo(InetAddress target);

    /**
     * Calls at every sign of a change, also where nothing that counts has changed, until it is closed.
     *
     * @param onSign must be short and not throw; on a thread of the watch
     */
    Watch watch(Runnable onSign);

    /** What ends watching, and its thread. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
