// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.interfaces;

import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.annotation.Reportable;

/**
 * How this host is connected, at one moment.
 *
 * @param interfaces all interfaces, by their number
 * @param defaultRoutes the ways to everywhere else, the preferred one of each address family first; IPv4 before IPv6
 * @param routes the ways to single addresses, empty for an address without a way; in a fixed order. Nothing unless
 *     {@link #withRoutes} added them
 * @since 0.1.0
 */
public record NetworkState(
        List<LocalInterface> interfaces, List<Route> defaultRoutes, Map<InetAddress, Optional<Route>> routes)
        implements Reportable {
    /** Copies the collections. */
    public NetworkState {
        Objects.requireNonNull(interfaces, "interfaces");
        Objects.requireNonNull(defaultRoutes, "defaultRoutes");
        Objects.requireNonNull(routes, "routes");
        interfaces = List.copyOf(interfaces);
        defaultRoutes = List.copyOf(defaultRoutes);
        routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
    }

    /** Returns a state without ways to single addresses. */
    public NetworkState(List<LocalInterface> interfaces, List<Route> defaultRoutes) {
        this(interfaces, defaultRoutes, Map.of());
    }

    /** Returns the same state with ways to single addresses, such as {@link Interfaces#routeTo} finds them. */
    public NetworkState withRoutes(Map<InetAddress, Optional<Route>> ways) {
        return new NetworkState(interfaces, defaultRoutes, ways);
    }
}
