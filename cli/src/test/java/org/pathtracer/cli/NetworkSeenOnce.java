// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.core.host.JavaNetwork;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.spi.HostNetwork;

/** What Java knew of the network at first. To list interfaces while echo requests are under way crashes Wine 8. */
public final class NetworkSeenOnce implements HostNetwork {
    private static final NetworkState SEEN = new JavaNetwork().state();

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public NetworkState state() {
        return SEEN;
    }

    @Override
    public Optional<Route> routeTo(InetAddress target) {
        return Optional.empty();
    }

    @Override
    public Watch watch(Runnable onSign) {
        return () -> {};
    }
}
