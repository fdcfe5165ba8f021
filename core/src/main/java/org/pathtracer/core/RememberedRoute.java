// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host that is asked for one operation: the route that was looked up last is not looked up again, as each look-up
 * takes a socket. An operation with one target needs its route three times before the first probe. Thread-safe.
 */
final class RememberedRoute implements Host {
    private record Route(InetAddress destination, Optional<InetAddress> source) {}

    private final Host host;
    private volatile @Nullable Route last;

    RememberedRoute(Host host) {
        this.host = host;
    }

    @Override
    public InetAddress[] addresses(String name) throws UnknownHostException {
        return host.addresses(name);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // equal addresses may have different zones
    public Optional<InetAddress> sourceTo(InetAddress destination) {
        Route known = last;
        if (known == null || known.destination != destination) {
            known = new Route(destination, host.sourceTo(destination));
            last = known;
        }
        return known.source;
    }
}
