// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pathtracer.AddressFamily;
import org.pathtracer.Target;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.NodeBuilder;

/** A network in which there is one way to each target; some routers and some targets are silent. */
record RandomTree(Topology topology, List<String> targetNames) {
    static RandomTree of(long seed) {
        Random random = new Random(seed);
        TopologyBuilder builder = Topology.builder().source("client").router("r0");
        builder.link("client", "r0", link -> link.delay(delay(random)));
        int routers = 5 + random.nextInt(20);
        List<Boolean> leads = new ArrayList<>(List.of(false));
        List<Integer> before = new ArrayList<>(List.of(-1));
        for (int i = 1; i < routers; i++) {
            boolean silent = random.nextInt(8) == 0;
            builder.router("r" + i, node -> silent(node, silent));
            // Mostly deep, as paths are.
            int parent = random.nextBoolean() ? i - 1 : random.nextInt(i);
            before.add(parent);
            leads.add(false);
            leads.set(parent, true);
            builder.link("r" + parent, "r" + i, link -> link.delay(delay(random)));
        }
        List<String> names = new ArrayList<>();
        int targets = 15 + random.nextInt(25);
        for (int i = 0; i < targets || leads.contains(false); i++) {
            // A router without anything behind it would be no network.
            int router = leads.contains(false) ? leads.indexOf(false) : random.nextInt(routers);
            leads.set(router, true);
            boolean silent = random.nextInt(8) == 0;
            builder.destination("t" + i, node -> silent(node, silent))
                    .link("r" + router, "t" + i, link -> link.delay(delay(random)));
            names.add("t" + i);
        }
        return new RandomTree(builder.build(), names);
    }

    private static Duration delay(Random random) {
        return Duration.ofMillis(1 + random.nextInt(10));
    }

    private static void silent(NodeBuilder node, boolean silent) {
        if (silent) {
            node.silent();
        }
    }

    List<Target> targets() {
        return targetNames.stream()
                .map(name -> Target.of(address(topology, name)))
                .toList();
    }

    static InetAddress address(Topology topology, String node) {
        return topology.node(node).orElseThrow().address(AddressFamily.IPV4).orElseThrow();
    }
}
