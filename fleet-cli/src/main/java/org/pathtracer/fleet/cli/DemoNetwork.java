// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.time.Duration;
import java.util.List;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;

/**
 * A simulated internet as one of four places sees it. Two places are at the transit in the west, two at the one in the
 * east, where the shop is too. The link between the two transits loses packets.
 */
final class DemoNetwork {
    static final String SHOP = "shop.example";
    static final List<String> PLACES = List.of("fra-1", "nyc-1", "sin-1", "syd-1");
    private static final double LOSS = 0.2;

    private DemoNetwork() {}

    /** Returns where others reach a place. */
    static String address(String place) {
        return "192.0.2.%d0".formatted(number(place));
    }

    private static int number(String place) {
        return PLACES.indexOf(place) + 1;
    }

    private static String transit(String place) {
        return number(place) <= 2 ? "transit-west" : "transit-east";
    }

    static SimulatedNetwork from(String place) {
        String own = transit(place);
        String other = own.equals("transit-west") ? "transit-east" : "transit-west";
        TopologyBuilder topology = Topology.builder()
                .source(place, node -> node.address(address(place)))
                .router("transit-west", node -> node.address("198.51.100.1"))
                .router("transit-east", node -> node.address("198.51.100.5"))
                .router("shop-edge", node -> node.address("203.0.113.1"))
                .destination("shop", node -> node.address("203.0.113.80").hostname(SHOP));
        for (String one : PLACES) {
            String access = "access-" + one;
            topology.router(access, node -> node.address("192.0.2.%d".formatted(number(one))));
            if (one.equals(place)) {
                topology.path(List.of(place, access, own), link -> link.delay(Duration.ofMillis(4L * number(one))));
            } else {
                topology.destination(one, node -> node.address(address(one)))
                        .path(
                                List.of(transit(one), access, one),
                                link -> link.delay(Duration.ofMillis(4L * number(one))));
            }
        }
        topology.path(
                        List.of(own, other),
                        link -> link.delay(Duration.ofMillis(10)).loss(LOSS))
                .path(List.of("transit-east", "shop-edge", "shop"), link -> link.delay(Duration.ofMillis(1)));
        return SimulatedNetwork.of(topology.build(), number(place));
    }
}
