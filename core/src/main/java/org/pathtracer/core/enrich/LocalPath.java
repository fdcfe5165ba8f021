// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pathtracer.PathTracerException;
import org.pathtracer.interfaces.InterfaceAddress;
import org.pathtracer.interfaces.LocalInterface;
import org.pathtracer.interfaces.Route;
import org.pathtracer.spi.HostNetwork;
import org.pathtracer.spi.ProbeProfile;

/**
 * How probes leave this host.
 *
 * @param source the address they have, if known
 * @param vpn the addresses of the interface they leave by, if it is a VPN's
 */
record LocalPath(Optional<InetAddress> source, Optional<Set<InetAddress>> vpn) {
    static LocalPath of(ProbeProfile profile, HostNetwork network) {
        try {
            List<LocalInterface> interfaces = network.state().interfaces();
            Optional<LocalInterface> chosen = interfaces.stream()
                    .filter(device -> device.index() == profile.interfaceIndex())
                    .findFirst();
            // A chosen interface or source has the last word, else the routing table; a mark may choose another table.
            Optional<Route> route = chosen.isPresent() || profile.source().isPresent() || profile.mark() != 0
                    ? Optional.empty()
                    : network.routeTo(profile.destination());
            Optional<InetAddress> source = profile.source()
                    .or(() -> chosen.flatMap(device -> address(device, profile)))
                    .or(() -> route.flatMap(Route::source));
            Optional<LocalInterface> device = chosen.or(() -> interfaces.stream()
                    .filter(each -> route.isPresent()
                            ? each.name().equals(route.get().interfaceName())
                            : source.isPresent() && addresses(each).contains(source.get()))
                    .findFirst());
            return new LocalPath(source, device.filter(LocalInterface::vpn).map(LocalPath::addresses));
        } catch (PathTracerException e) {
            // Without the host's help there are names and networks still.
            return new LocalPath(profile.source(), Optional.empty());
        }
    }

    private static Optional<InetAddress> address(LocalInterface device, ProbeProfile profile) {
        return addresses(device).stream().filter(profile.family()::includes).findFirst();
    }

    private static Set<InetAddress> addresses(LocalInterface device) {
        return device.addresses().stream().map(InterfaceAddress::address).collect(Collectors.toSet());
    }
}
