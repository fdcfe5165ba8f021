// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import org.pathtracer.core.engine.Endpoints;

/** Targets that take turns, in a ring, each in it at most once. */
final class Turns {
    private final int[] ring;
    private int head;
    private int size;

    /** All that can be probed, in order. */
    Turns(Endpoints targets) {
        ring = new int[targets.found()];
        for (int i = 0; i < targets.size(); i++) {
            if (targets.isFound(i)) {
                ring[size++] = i;
            }
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    int next() {
        int index = ring[head];
        head = head + 1 == ring.length ? 0 : head + 1;
        size--;
        return index;
    }

    void addLast(int index) {
        ring[(int) (((long) head + size) % ring.length)] = index;
        size++;
    }
}
