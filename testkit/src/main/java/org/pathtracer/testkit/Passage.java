// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A link in the direction in which a packet takes it. */
final class Passage {
    final Site to;
    final Direction direction;
    final int weight;
    final int mtu;
    /** Addresses of the interface at its far end, if that has its own. */
    final List<InetAddress> arrival;
    /** The same link the other way; null if there is none. */
    @Nullable
    Passage back;

    Passage(Site to, Direction direction, int weight, int mtu, List<InetAddress> arrival) {
        this.to = to;
        this.direction = direction;
        this.weight = weight;
        this.mtu = mtu;
        this.arrival = arrival;
    }
}
