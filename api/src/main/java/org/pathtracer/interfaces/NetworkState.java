// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.interfaces;

import java.util.List;
import java.util.Objects;

/**
 * How this host is connected, at one moment.
 *
 * @param interfaces all interfaces, by their number
 * @param defaultRoutes the ways to everywhere else, the preferred one of each address family first; IPv4 before IPv6
 * @since 0.1.0
 */
public record NetworkState(List<LocalInterface> interfaces, List<Route> defaultRoutes) {
    /** Copies the lists. */
    public NetworkState {
        Objects.requireNonNull(interfaces, "interfaces");
        Objects.requireNonNull(defaultRoutes, "defaultRoutes");
        interfaces = List.copyOf(interfaces);
        defaultRoutes = List.copyOf(defaultRoutes);
    }
}
