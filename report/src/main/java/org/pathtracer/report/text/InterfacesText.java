// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.interfaces.LocalInterface;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.EnumText;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;

/**
 * A host's state for people: a line per interface, its addresses below; then the routes.
 *
 * @since 0.1.0
 */
public final class InterfacesText {
    private InterfacesText() {}

    public static List<String> lines(NetworkState state, Palette palette) {
        List<String> lines = new ArrayList<>();
        for (LocalInterface device : state.interfaces()) {
            lines.add(palette.strong(Printable.line(device.name())) + "  " + Printable.line(description(device)));
            device.addresses()
                    .forEach(own -> lines.add("    " + AddressText.of(own.address()) + "/" + own.prefixLength()));
        }
        state.defaultRoutes().forEach(route -> lines.add("default  " + Printable.line(text(route))));
        state.routes()
                .forEach((target, route) -> lines.add(AddressText.of(target) + "  "
                        + Printable.line(route.map(InterfacesText::text).orElse("no route"))));
        return lines;
    }

    private static String description(LocalInterface device) {
        List<String> words = new ArrayList<>();
        words.add(EnumText.of(device.type()));
        device.kind().ifPresent(kind -> words.add("(" + kind + ")"));
        if (device.vpn()) {
            words.add("VPN");
        }
        words.add(device.up() ? "up" : "down");
        device.mtu().ifPresent(mtu -> words.add("MTU " + mtu));
        device.hardwareAddress().ifPresent(words::add);
        return String.join("  ", words);
    }

    private static String text(Route route) {
        return route.gateway()
                        .map(gateway -> "via " + AddressText.of(gateway) + " ")
                        .orElse("") + "dev "
                + route.interfaceName()
                + route.source()
                        .map(source -> " from " + AddressText.of(source))
                        .orElse("")
                + (route.metric().isPresent() ? " metric " + route.metric().getAsLong() : "");
    }
}
