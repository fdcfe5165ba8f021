// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import org.jspecify.annotations.Nullable;

/** A link in the direction in which a packet takes it. */
final class Passage {
    final Site to;
    final Direction direction;
    final int weight;
    final int mtu;
    /** The same link the other way; null if there is none. */
    @Nullable
    Passage back;

    Passage(Site to, Direction direction, int weight, int mtu) {
        this.to = to;
        this.direction = direction;
        this.weight = weight;
        this.mtu = mtu;
    }
}
