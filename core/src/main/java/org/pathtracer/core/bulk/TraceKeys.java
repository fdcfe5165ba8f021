// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bulk;

/**
 * Numbers of probes for the engine, from which the trace and its own number of the probe are got back without a table:
 * 16 bits for one of 65,536 traces, and 16 for a number that may be negative. What comes late, for a trace that has
 * ended, is so not taken for that of another.
 */
final class TraceKeys {
    private static final int NUMBER_BITS = 16;
    private static final int NUMBER_MASK = 0xffff;

    private TraceKeys() {}

    static int key(int trace, int number) {
        return trace << NUMBER_BITS | number & NUMBER_MASK;
    }

    static int trace(int key) {
        return key >>> NUMBER_BITS;
    }

    static int number(int key) {
        return (short) key;
    }
}
