// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

/**
 * How many requests the system takes at a time. It does not say; but from one too many on it signals the event at once
 * and writes no reply. So this begins high, learns from what was refused, and grows again with what is taken.
 */
final class Limit {
    private static final int LEAST = 1;

    private final int most;
    private int value;
    private int taken;

    Limit(int most) {
        this.most = most;
        this.value = most;
    }

    int value() {
        return value;
    }

    /** A request was refused while others were under way. */
    void refused(int others) {
        value = Math.max(LEAST, Math.min(value, others));
        taken = 0;
    }

    /** A request was taken. */
    void taken() {
        if (value < most && ++taken >= value) {
            value++;
            taken = 0;
        }
    }
}
