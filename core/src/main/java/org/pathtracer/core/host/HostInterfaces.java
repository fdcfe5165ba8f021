// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.host;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.loop.Timers;
import org.pathtracer.interfaces.Interfaces;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.spi.HostNetwork;

/** A tracer's view of its host. Thread-safe. */
public final class HostInterfaces implements Interfaces, AutoCloseable {
    private final HostNetwork network;
    private final Executor callbacks;
    private final Timers timers;
    private final Set<StateWatch> watches = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** With where listeners are called, and what waits. */
    public HostInterfaces(HostNetwork network, Executor callbacks, Timers timers) {
        this.network = network;
        this.callbacks = callbacks;
        this.timers = timers;
    }

    /** What this system tells best. */
    public static HostNetwork find() {
        return ServiceLoader.load(HostNetwork.class, HostInterfaces.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(HostNetwork::available)
                .findFirst()
                .orElseGet(JavaNetwork::new);
    }

    @Override
    public NetworkState state() {
        return network.state();
    }

    @Override
    public Optional<Route> routeTo(InetAddress target) {
        return network.routeTo(Objects.requireNonNull(target, "target"));
    }

    @Override
    public Watch watch(Consumer<NetworkState> listener) {
        LatestState latest = new LatestState(Objects.requireNonNull(listener, "listener"), callbacks);
        StateWatch watch = new StateWatch(network, latest::tell, timers);
        watches.add(watch);
        if (closed) {
            watch.close();
            throw new TracerClosedException("The tracer is closed");
        }
        watch.begin(network instanceof JavaNetwork);
        return () -> {
            latest.close();
            watches.remove(watch);
            watch.close();
        };
    }

    @Override
    public void close() {
        closed = true;
        watches.forEach(StateWatch::close);
    }
}
