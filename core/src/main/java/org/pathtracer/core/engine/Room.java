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
        if (left.get() <= 0) {
            return false;
        }
        boolean taken = left.getAndDecrement() > 0;
        if (!taken) {
            left.incrementAndGet();
        }
        return taken;
    }

    /** What was taken is kept no longer. */
    public void giveBack(int count) {
        if (count > 0) {
            left.addAndGet(count);
        }
    }
}
