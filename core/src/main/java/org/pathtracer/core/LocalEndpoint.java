// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pathtracer.AddressFamily;
import org.pathtracer.FlowMethod;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.ProbeOptions;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.address.HostText;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.spi.ProbeProfile;

/** Checks what a request says of this host, and completes the probe profile; before anything is sent. */
final class LocalEndpoint {
    private LocalEndpoint() {}

    static ProbeProfile profile(ProbeOptions options, InetAddress destination) {
        checkDestination(destination);
        AddressFamily family = AddressFamily.of(destination);
        int size = options.sizeFor(family);
        int smallest = options.protocol().smallestPacket(family);
        if (size < smallest) {
            throw new InvalidRequestException("packet size is %d, but must be at least %d for %s over %s"
                    .formatted(size, smallest, options.protocol(), family));
        }
        if (options.flowLabel().isPresent() && family == AddressFamily.IPV4) {
            throw new InvalidRequestException(
                    "%s is an IPv4 address, and IPv4 has no flow label".formatted(CanonicalAddress.of(destination)));
        }
        if (options.flowMethod() == FlowMethod.DUBLIN && family == AddressFamily.IPV6) {
            throw new InvalidRequestException(
                    "%s is an IPv6 address, and flow method DUBLIN needs IPv4's identification"
                            .formatted(CanonicalAddress.of(destination)));
        }
        options.source().ifPresent(source -> checkSource(source, family));
        return new ProbeProfile(
                options.protocol(),
                destination,
                options.destinationPort(),
                options.sourcePort().orElse(0),
                options.flowMethod(),
                options.flowLabel(),
                size,
                options.trafficClass(),
                options.dontFragment(),
                options.networkInterface().map(LocalEndpoint::index).orElse(0),
                options.source(),
                (int) options.mark().orElse(0));
    }

    static void checkDestination(InetAddress destination) {
        InvalidRequestException.checked(() -> HostText.checkUnicast("target", destination));
    }

    /** Binding is the one true test: addresses of a local route are usable without being on an interface. */
    private static void checkSource(InetAddress source, AddressFamily family) {
        if (!family.includes(source)) {
            throw new InvalidRequestException("source address %s is not of the target's family %s"
                    .formatted(CanonicalAddress.of(source), family));
        }
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(source, 0))) {
            assert socket.isBound();
        } catch (SocketException e) {
            throw new InvalidRequestException("source address %s can't be used on this host: %s"
                    .formatted(CanonicalAddress.of(source), e.getMessage()));
        }
    }

    /** The address from which probes to the first endpoint leave; empty if the system does not tell. */
    static Optional<InetAddress> source(List<Endpoint> endpoints, Host host) {
        return endpoints.stream()
                .filter(Endpoint.Found.class::isInstance)
                .map(endpoint -> ((Endpoint.Found) endpoint).profile())
                .findFirst()
                .flatMap(profile -> source(profile, host));
    }

    private static Optional<InetAddress> source(ProbeProfile profile, Host host) {
        if (profile.source().isPresent()) {
            return profile.source();
        }
        if (profile.mark() != 0 && profile.interfaceIndex() == 0) {
            // The rules for marked packets may choose another address than that of other packets.
            return Optional.empty();
        }
        // A connected socket tells the address that the routing table chooses; an interface that was asked for has
        // the last word.
        return profile.interfaceIndex() == 0
                ? host.sourceTo(profile.destination())
                : addressOf(profile.interfaceIndex(), profile.destination());
    }

    private static Optional<InetAddress> addressOf(int index, InetAddress destination) {
        try {
            return Optional.ofNullable(NetworkInterface.getByIndex(index)).stream()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(AddressFamily.of(destination)::includes)
                    .filter(address -> address.isLinkLocalAddress() == destination.isLinkLocalAddress())
                    .findFirst();
        } catch (SocketException e) {
            // The interface has gone meanwhile.
            return Optional.empty();
        }
    }

    /** The number of an interface. */
    static int index(String name) {
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            if (found != null) {
                return found.getIndex();
            }
            String known = NetworkInterface.networkInterfaces()
                    .map(NetworkInterface::getName)
                    .collect(Collectors.joining(", "));
            throw new InvalidRequestException(
                    "there is no network interface \"%s\"; there are: %s".formatted(name, known));
        } catch (SocketException e) {
            throw new InvalidRequestException("network interfaces can't be listed: " + e.getMessage());
        }
    }
}
