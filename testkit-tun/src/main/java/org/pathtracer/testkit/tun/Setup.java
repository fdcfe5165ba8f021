// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.topology.Link;
import org.pathtracer.testkit.topology.Node;
import org.pathtracer.testkit.tun.linux.Netlink;

/** Makes this host the source of a topology: what is to be asked of the kernel. */
final class Setup {
    private static final int USUAL_MTU = 1500;
    /** RFC 8200 section 5: with a smaller one the kernel turns IPv6 off. */
    private static final int SMALLEST_MTU = 1280;
    /** Packets that wait for the simulation, which no router's queue should be shorter than. */
    private static final int QUEUE = 10_000;

    private final Topology topology;
    private final List<AddressFamily> families = new ArrayList<>();

    Setup(Topology topology) {
        this.topology = topology;
        for (AddressFamily family : List.of(AddressFamily.IPV4, AddressFamily.IPV6)) {
            if (topology.supports(family) && kernelHas(family)) {
                families.add(family);
            }
        }
        if (families.isEmpty()) {
            throw new InvalidRequestException("the source has no address of a family that this host's kernel has");
        }
    }

    private static boolean kernelHas(AddressFamily family) {
        return family == AddressFamily.IPV4 || Files.exists(Path.of("/proc/net/if_inet6"));
    }

    /** The source's, which become the host's. */
    List<InetAddress> sources() {
        return usable(topology.source());
    }

    /** As the source's links say; a sender's stack wants to know it beforehand. */
    int mtu() {
        OptionalInt smallest = topology.links().stream()
                .filter(link -> link.from().equals(topology.source().name()))
                .map(Link::mtu)
                .flatMapToInt(OptionalInt::stream)
                .min();
        return Math.max(SMALLEST_MTU, smallest.orElse(USUAL_MTU));
    }

    /** An address that this host has already would never be asked for outside. */
    void checkAddresses() {
        for (Node node : topology.nodes()) {
            for (InetAddress address : usable(node)) {
                holder(address).ifPresent(device -> {
                    throw new InvalidRequestException(
                            "%s has the address %s of %s already; start it in a network namespace of its own: sudo unshare -n COMMAND"
                                    .formatted(device, address.getHostAddress(), node.name()));
                });
            }
        }
    }

    private static Optional<String> holder(InetAddress address) {
        try {
            return Optional.ofNullable(NetworkInterface.getByInetAddress(address))
                    .map(NetworkInterface::getName);
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    void carryOut(String device, TunNetwork.Routes routes) {
        // Down in a namespace that was just made; programs stumble over that.
        try (Netlink loopback = new Netlink("lo")) {
            loopback.up();
        }
        try (Netlink netlink = new Netlink(device)) {
            netlink.properties(mtu(), QUEUE);
            if (families.contains(AddressFamily.IPV6)) {
                netlink.noAddressOfItsOwn();
            }
            netlink.up();
            sources().forEach(netlink::address);
            for (AddressFamily family : families) {
                InetAddress source = topology.source().address(family).orElseThrow();
                if (routes == TunNetwork.Routes.EVERYTHING) {
                    netlink.defaultRoute(source);
                } else {
                    others(family).forEach(address -> netlink.route(address, source));
                }
            }
        }
    }

    private List<InetAddress> others(AddressFamily family) {
        return topology.nodes().stream()
                .filter(node -> node.role() != Node.Role.SOURCE)
                .flatMap(node -> topology.addresses(node).stream())
                .filter(family::includes)
                .distinct()
                .toList();
    }

    private List<InetAddress> usable(Node node) {
        return topology.addresses(node).stream()
                .filter(address -> families.stream().anyMatch(family -> family.includes(address)))
                .toList();
    }
}
