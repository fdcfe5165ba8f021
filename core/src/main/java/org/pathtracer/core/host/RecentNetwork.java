// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.host;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.spi.HostNetwork;

/**
 * Asks another one at most once a second for the same: the system's answer takes longer than a short trace may wait.
 */
public final class RecentNetwork implements HostNetwork {
    private static final long KNOWN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_ROUTES = 1024;

    private record Known<T>(T value, long since) {}

    private final HostNetwork network;
    private final LongSupplier clock;
    private final Map<InetAddress, Known<Optional<Route>>> routes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Known<Optional<Route>>> eldest) {
            return size() > MOST_ROUTES;
        }
    };

    private @Nullable Known<NetworkState> state;

    /** With a clock in nanoseconds. */
    public RecentNetwork(HostNetwork network, LongSupplier clock) {
        this.network = network;
        this.clock = clock;
    }

    @Override
    public boolean available() {
        return network.available();
    }

    @Override
    public synchronized NetworkState state() {
        long now = clock.getAsLong();
        Known<NetworkState> known = state;
        if (known == null || now - known.since > KNOWN_NANOS) {
            known = new Known<>(network.state(), now);
            state = known;
        }
        return known.value;
    }

    @Override
    public synchronized Optional<Route> routeTo(InetAddress target) {
        long now = clock.getAsLong();
        Known<Optional<Route>> known = routes.get(target);
        if (known == null || now - known.since > KNOWN_NANOS) {
            known = new Known<>(network.routeTo(target), now);
            routes.put(target, known);
        }
        return known.value;
    }

    /** The network is another one. */
    public synchronized void forget() {
        state = null;
        routes.clear();
    }

    @Override
    public Watch watch(Runnable onSign) {
        return network.watch(onSign);
    }
}
