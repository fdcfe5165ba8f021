// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

/** Targets that take turns, in a ring, each in it at most once. */
final class Turns {
    private final int[] ring;
    private int head;
    private int size;

    /** All in order. */
    Turns(int targets) {
        ring = new int[targets];
        size = targets;
        for (int i = 0; i < targets; i++) {
            ring[i] = i;
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
