// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.spi.ProbeProfile;

/**
 * How probes leave this host.
 *
 * @param source the address they have, if known
 * @param vpn the addresses of the interface they leave by, if it is a VPN's
 */
record LocalPath(Optional<InetAddress> source, Optional<Set<InetAddress>> vpn) {
    private static final List<String> VPN_NAMES = List.of("utun", "tun", "tap", "wg", "ppp", "ipsec", "gpd", "ztun");
    private static final int ANY_PORT = 9;

    static LocalPath of(ProbeProfile profile) {
        try {
            @Nullable
            NetworkInterface chosen =
                    profile.interfaceIndex() > 0 ? NetworkInterface.getByIndex(profile.interfaceIndex()) : null;
            Optional<InetAddress> source = profile.source()
                    .or(() -> Optional.ofNullable(chosen).flatMap(device -> address(device, profile.family())))
                    .or(() -> routed(profile.destination()));
            Optional<NetworkInterface> device = Optional.ofNullable(chosen);
            if (device.isEmpty() && source.isPresent()) {
                device = Optional.ofNullable(NetworkInterface.getByInetAddress(source.get()));
            }
            return new LocalPath(source, device.filter(LocalPath::isVpn).map(LocalPath::addresses));
        } catch (SocketException e) {
            return new LocalPath(profile.source(), Optional.empty());
        }
    }

    /** A datagram socket that is connected sends nothing, but has chosen its route. */
    private static Optional<InetAddress> routed(InetAddress destination) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(destination, ANY_PORT);
            return Optional.of(socket.getLocalAddress()).filter(address -> !address.isAnyLocalAddress());
        } catch (SocketException | RuntimeException e) {
            // There is no route: then the probes say so too. Java throws an unchecked exception for some causes.
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> address(NetworkInterface device, AddressFamily family) {
        return device.inetAddresses().filter(family::includes).findFirst();
    }

    private static Set<InetAddress> addresses(NetworkInterface device) {
        return device.inetAddresses().collect(Collectors.toSet());
    }

    private static boolean isVpn(NetworkInterface device) {
        return isVpnName(device.getName());
    }

    /** By its name, as the system has no better word for it everywhere. */
    static boolean isVpnName(String name) {
        return VPN_NAMES.stream().anyMatch(name::startsWith);
    }
}
