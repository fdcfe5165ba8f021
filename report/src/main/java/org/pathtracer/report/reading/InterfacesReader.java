// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.net.InetAddress;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pathtracer.interfaces.InterfaceAddress;
import org.pathtracer.interfaces.InterfaceFlag;
import org.pathtracer.interfaces.InterfaceType;
import org.pathtracer.interfaces.LocalInterface;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;

/** Reads a state of interfaces; docs/schema/interfaces-1.json describes it. */
final class InterfacesReader {
    private InterfacesReader() {}

    static NetworkState of(JsonObject json) {
        Map<InetAddress, Optional<Route>> routes = new LinkedHashMap<>();
        json.objects("targets", target -> routes.put(target.address("address"), way(target)));
        return new NetworkState(
                json.objects("interfaces", InterfacesReader::device),
                json.objects("defaultRoutes", InterfacesReader::route),
                routes);
    }

    private static LocalInterface device(JsonObject json) {
        Set<InterfaceFlag> flags = EnumSet.noneOf(InterfaceFlag.class);
        flags.addAll(json.names("flags", InterfaceFlag.class));
        return new LocalInterface(
                json.text("name"),
                json.integer("index"),
                json.name("type", InterfaceType.class),
                json.optionalText("kind"),
                flags,
                json.optionalInt("mtu"),
                json.optionalText("hardwareAddress"),
                json.objects(
                        "addresses", own -> new InterfaceAddress(own.address("address"), own.integer("prefixLength"))));
    }

    private static Optional<Route> way(JsonObject json) {
        return json.truth("routed") ? Optional.of(route(json)) : Optional.empty();
    }

    private static Route route(JsonObject json) {
        return new Route(
                json.text("interface"),
                json.optionalAddress("source"),
                json.optionalAddress("gateway"),
                json.optionalLong("metric"));
    }
}
