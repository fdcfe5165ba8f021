// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.monitor;

/**
 * Numbers of probes for the engine, from which target, TTL and sequence number are got back without a table: 10 bits
 * for one of 1,024 targets, 8 for the TTL, and the lowest 14 of the sequence number among the probes to that target, of
 * which fewer than {@link #MOST_IN_FLIGHT} may be in flight.
 */
final class MonitorKeys {
    static final int MOST_IN_FLIGHT = 8192;

    private static final int SEQUENCE_BITS = 14;
    private static final int SEQUENCES = 1 << SEQUENCE_BITS;
    private static final int TTL_MASK = 0xff;
    private static final int TTL_BITS = 8;

    private MonitorKeys() {}

    static int key(int target, int ttl, long sequence) {
        return (target << TTL_BITS | ttl) << SEQUENCE_BITS | (int) (sequence & SEQUENCES - 1);
    }

    static int target(int key) {
        return key >>> SEQUENCE_BITS + TTL_BITS;
    }

    static int ttl(int key) {
        return key >>> SEQUENCE_BITS & TTL_MASK;
    }

    /**
     * The probe's sequence number.
     *
     * @param next that of the next probe to this target: all were sent before it
     */
    static long sequence(int key, long next) {
        return next - 1 - (next - 1 - key & SEQUENCES - 1);
    }
}
