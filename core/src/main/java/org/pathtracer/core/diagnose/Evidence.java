// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pathtracer.AddressFamily;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Limit;
import org.pathtracer.Protocol;
import org.pathtracer.Target;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.diagnosis.Omission;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.RecordType;
import org.pathtracer.interfaces.LocalInterface;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.service.ServiceResult;

/** Everything that was measured so far. */
final class Evidence {
    /** What a name server made of a question. */
    record Asked(InetSocketAddress server, RecordType type, Optional<DnsAnswer> answer, Duration took) {}

    /** RFC 8200 section 5. */
    private static final int LEAST_MTU = 1280;

    private static final int MOST_MTU = 65_535;

    final DiagnoseRequest request;
    Optional<NetworkState> network = Optional.empty();
    /** The ways to the addresses that are looked at. */
    final Map<AddressFamily, Route> routes = new EnumMap<>(AddressFamily.class);
    /** Addresses of the target that no route leads to. */
    final List<InetAddress> unroutable = new ArrayList<>();
    /** Whether another way led to the target meanwhile: before and after are not mixed. */
    boolean moved;

    List<InetAddress> systemAddresses = List.of();
    boolean nameFailed;
    final List<Asked> asked = new ArrayList<>();
    final Map<AddressFamily, Leg> legs = new EnumMap<>(AddressFamily.class);
    Optional<AddressFamily> mainFamily = Optional.empty();
    final Map<AddressFamily, ServiceResult> services = new EnumMap<>(AddressFamily.class);
    final Set<Limit<Omission>> omissions = new LinkedHashSet<>();
    final List<Reportable> results = new ArrayList<>();

    Evidence(DiagnoseRequest request) {
        this.request = request;
    }

    void omit(Omission kind, String sentence) {
        omissions.add(new Limit<>(kind, sentence));
    }

    boolean named() {
        return request.target() instanceof Target.Name;
    }

    Optional<Leg> main() {
        return mainFamily.map(legs::get);
    }

    /** The way to the main address. */
    Optional<Route> route() {
        return mainFamily.flatMap(family -> Optional.ofNullable(routes.get(family)));
    }

    /** The service at the main address. */
    Optional<ServiceResult> service() {
        return mainFamily.flatMap(family -> Optional.ofNullable(services.get(family)));
    }

    Optional<Leg> other() {
        return legs.entrySet().stream()
                .filter(entry -> !Optional.of(entry.getKey()).equals(mainFamily))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What the application sends. */
    Leg.Channel application() {
        return new Leg.Channel(
                request.probe().protocol(),
                request.probe().protocol() == Protocol.ICMP
                        ? 0
                        : request.probe().destinationPort());
    }

    Optional<InetAddress> gateway() {
        return route().flatMap(Route::gateway);
    }

    /** Largest packet of the interface that leads to the target, as far as it is known and makes sense. */
    OptionalInt interfaceMtu() {
        return outgoing().stream()
                .flatMapToInt(one -> one.mtu().stream())
                .filter(mtu -> mtu >= LEAST_MTU && mtu <= MOST_MTU)
                .findFirst();
    }

    private Optional<LocalInterface> outgoing() {
        return route().flatMap(way -> network.flatMap(state -> Surfaces.leavingBy(state, way)));
    }

    boolean leavesByVpn() {
        return outgoing().filter(LocalInterface::vpn).isPresent();
    }

    /** Whether the target is an address of this host. */
    boolean isThisHost() {
        return main().filter(leg -> isOwn(leg.address)).isPresent();
    }

    /** Whether the target is beyond this host, which is connected to nothing. */
    boolean isCutOff() {
        return network.filter(Surfaces::hasNoLink).isPresent()
                && systemAddresses.stream().noneMatch(this::isOwn);
    }

    private boolean isOwn(InetAddress address) {
        return address.isLoopbackAddress()
                || network.stream()
                        .flatMap(state -> state.interfaces().stream())
                        .flatMap(found -> found.addresses().stream())
                        .anyMatch(own -> own.address().equals(address));
    }

    /** The answers of each server, in the order in which they are configured. */
    Map<InetSocketAddress, List<Asked>> byServer() {
        Map<InetSocketAddress, List<Asked>> servers = new LinkedHashMap<>();
        asked.forEach(one ->
                servers.computeIfAbsent(one.server(), key -> new ArrayList<>()).add(one));
        return servers;
    }
}
