// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.segment;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pathtracer.core.address.Prefix;

/**
 * The ends of a path.
 *
 * @param destination the target
 * @param destinationAsns its autonomous systems; empty if not known
 * @param clientAsns those of this host's access provider; empty if not known
 * @param source this host's address on the path, if known
 * @param vpn the addresses of the VPN interface that the path begins with; empty if it begins with none
 */
public record Surroundings(
        InetAddress destination,
        List<Long> destinationAsns,
        List<Long> clientAsns,
        Optional<InetAddress> source,
        Optional<Set<InetAddress>> vpn) {
    private static final int SUBNET_BITS = 64;

    /** With all that is not known left out. */
    public static Surroundings of(InetAddress destination) {
        return new Surroundings(destination, List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    boolean isDestination(InetAddress address) {
        return Prefix.unmapped(address).equals(Prefix.unmapped(destination));
    }

    boolean isOurTunnelEnd(InetAddress address) {
        return vpn.isPresent() && vpn.get().stream().map(Prefix::unmapped).anyMatch(Prefix.unmapped(address)::equals);
    }

    /** RFC 4291 section 2.5.1: a subnet has 64 bits for its hosts. */
    boolean onOurSubnet(InetAddress address) {
        return source.filter(own -> Prefix.unmapped(own) instanceof Inet6Address)
                .filter(own -> Prefix.of(own, SUBNET_BITS).contains(address))
                .isPresent();
    }

    boolean atDestination(List<Long> asns) {
        return !Collections.disjoint(asns, destinationAsns);
    }

    boolean atClient(List<Long> asns) {
        return !Collections.disjoint(asns, clientAsns);
    }
}
