// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.interfaces.InterfaceAddress;
import org.pathtracer.interfaces.LocalInterface;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.EnumText;

/**
 * A host's state for programs; docs/schema/interfaces-1.json describes it.
 *
 * @since 0.1.0
 */
public final class InterfacesJson {
    private final JsonDocument json;

    private InterfacesJson(boolean compact) {
        json = new JsonDocument(compact);
    }

    public static String of(NetworkState state, RunFacts facts, boolean compact) {
        InterfacesJson writer = new InterfacesJson(compact);
        return writer.json.write(() -> {
            writer.members(state);
            facts.members(writer.json);
        });
    }

    private void members(NetworkState state) throws IOException {
        json.string("schema", "pathtracer/interfaces/1");
        json.array("interfaces", state.interfaces(), this::device);
        json.array("defaultRoutes", state.defaultRoutes(), route -> json.object(() -> route(route)));
        json.array("targets", List.copyOf(state.routes().entrySet()), this::target);
    }

    private void device(LocalInterface device) throws IOException {
        json.object(() -> {
            json.string("name", device.name());
            json.number("index", device.index());
            json.name("type", device.type());
            json.string("kind", device.kind());
            json.bool("vpn", device.vpn());
            json.bool("up", device.up());
            json.strings(
                    "flags", device.flags().stream().sorted().map(EnumText::of).toList());
            json.number("mtu", device.mtu());
            json.string("hardwareAddress", device.hardwareAddress());
            json.array("addresses", device.addresses(), this::address);
        });
    }

    private void address(InterfaceAddress address) throws IOException {
        json.object(() -> {
            json.string("address", AddressText.of(address.address()));
            json.number("prefixLength", address.prefixLength());
        });
    }

    private void target(Map.Entry<InetAddress, Optional<Route>> way) throws IOException {
        json.object(() -> {
            json.string("address", AddressText.of(way.getKey()));
            json.bool("routed", way.getValue().isPresent());
            if (way.getValue().isPresent()) {
                route(way.getValue().get());
            }
        });
    }

    private void route(Route route) throws IOException {
        json.string("interface", route.interfaceName());
        json.string("source", route.source().map(AddressText::of));
        json.string("gateway", route.gateway().map(AddressText::of));
        json.number("metric", route.metric());
    }
}
