// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.time.Duration;
import org.pathtracer.testkit.check.Checks;
import org.pathtracer.testkit.topology.Network;

/**
 * A network as a graph. Links lead away from the source. Packets take those from which their destination can be
 * reached: if there are several, the router balances; explicit {@linkplain TopologyBuilder#route routes} come before
 * that. Answers go back the way the probe came, unless the node has a {@linkplain TopologyBuilder#returnPath return
 * path}. Immutable, and of no particular clock: what drives it says what time it is.
 *
 * @since 0.1.0
 */
public final class Topology extends Network {
    Topology(Network network) {
        super(network);
    }

    /** Starts the description of a network. */
    public static TopologyBuilder builder() {
        return new TopologyBuilder();
    }

    /**
     * A chain of routers {@code r1}, {@code r2}, ... with a destination at its end, whose addresses are
     * {@code 10.0.0.n} and {@code fd00::n} for hop n.
     *
     * @param hops including the destination, 1 to 255
     * @param delay one way, of each link
     */
    public static Topology chain(int hops, Duration delay) {
        Checks.range("hops", hops, 1, 255);
        TopologyBuilder builder = builder().source("source");
        String last = "source";
        for (int i = 1; i < hops; i++) {
            builder.router("r" + i).link(last, "r" + i, link -> link.delay(delay));
            last = "r" + i;
        }
        return builder.destination("destination")
                .link(last, "destination", link -> link.delay(delay))
                .build();
    }
}
