// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import io.grpc.ManagedChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.protocol.Connections;

/** Channels to other hubs, one for each. gRPC connects them when they are used, and closes idle ones itself. */
final class HubChannels implements AutoCloseable {
    private final Credentials credentials;
    private final Map<String, ManagedChannel> channels = new ConcurrentHashMap<>();

    HubChannels(Credentials credentials) {
        this.credentials = credentials;
    }

    ManagedChannel to(String address) {
        return channels.computeIfAbsent(address, hub -> Connections.channel(hub, credentials));
    }

    @Override
    public void close() {
        channels.values().forEach(Connections::close);
    }
}
