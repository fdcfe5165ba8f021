// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.concurrent.atomic.AtomicInteger;

/** How many more things an operation may keep: a bound that all its parts share, each on a loop of its own. */
public final class Room {
    private final AtomicInteger left;

    /** For so many. */
    public Room(int most) {
        left = new AtomicInteger(most);
    }

    /** Whether there is room for one more, which is taken with this. */
    public boolean take() {
        return left.get() > 0 && left.getAndDecrement() > 0;
    }
}
