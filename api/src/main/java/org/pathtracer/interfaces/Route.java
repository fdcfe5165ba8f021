// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.interfaces;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A way out of this host.
 *
 * @param interfaceName the interface that packets leave by
 * @param source the source address that packets get if they have none; empty if the system does not tell
 * @param gateway the router they are given to; empty if the destination is on the link
 * @param metric the smaller, the more it is preferred; empty where the system has none
 * @since 0.1.0
 */
public record Route(
        String interfaceName, Optional<InetAddress> source, Optional<InetAddress> gateway, OptionalLong metric) {
    /** Takes no null. */
    public Route {
        Objects.requireNonNull(interfaceName, "interfaceName");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(gateway, "gateway");
        Objects.requireNonNull(metric, "metric");
    }
}
