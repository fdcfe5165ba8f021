// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.time.Duration;
import java.util.List;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;

/**
 * A simulated internet as one of three places sees it. Two of them reach the shop through the same transit, whose link
 * to the shop's network loses packets; the third one has another way.
 */
final class DemoNetwork {
    static final String SHOP = "shop.example";
    private static final double LOSS = 0.2;

    private DemoNetwork() {}

    static SimulatedNetwork from(String place) {
        boolean other = place.equals("sin-1");
        int access = switch (place) {
            case "fra-1" -> 1;
            case "nyc-1" -> 2;
            default -> 3;
        };
        String transit = other ? "transit-east" : "transit-west";
        Topology topology = Topology.builder()
                .source(place, node -> node.address("192.0.2.%d0".formatted(access)))
                .router("access-" + place, node -> node.address("192.0.2.%d".formatted(access)))
                .router(transit, node -> node.address(other ? "198.51.100.5" : "198.51.100.1"))
                .router("shop-edge", node -> node.address(other ? "203.0.113.2" : "203.0.113.1"))
                .destination("shop", node -> node.address("203.0.113.80").hostname(SHOP))
                .path(List.of(place, "access-" + place, transit), link -> link.delay(Duration.ofMillis(4L * access)))
                .path(
                        List.of(transit, "shop-edge"),
                        link -> link.delay(Duration.ofMillis(10)).loss(other ? 0 : LOSS))
                .path(List.of("shop-edge", "shop"), link -> link.delay(Duration.ofMillis(1)))
                .build();
        return SimulatedNetwork.of(topology, access);
    }
}
