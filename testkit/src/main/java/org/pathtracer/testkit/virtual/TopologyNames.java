// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.virtual;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pathtracer.spi.HostNames;
import org.pathtracer.testkit.topology.Network;

/**
 * The names that the nodes of a network were given.
 *
 * @since 0.1.0
 */
public final class TopologyNames implements HostNames {
    private final Network topology;

    private TopologyNames(Network topology) {
        this.topology = topology;
    }

    public static HostNames of(Network topology) {
        boolean named =
                topology.nodes().stream().anyMatch(node -> !node.hostnames().isEmpty());
        return named ? new TopologyNames(topology) : NONE;
    }

    @Override
    public List<InetAddress> addresses(String name) {
        String known = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        String lower = known.toLowerCase(Locale.ROOT);
        return topology.nodes().stream()
                .filter(node -> node.hostnames().contains(lower))
                .flatMap(node -> node.addresses().stream())
                .toList();
    }

    @Override
    public Optional<String> name(InetAddress address) {
        return topology.owner(address).flatMap(node -> node.hostnames().stream().findFirst());
    }
}
