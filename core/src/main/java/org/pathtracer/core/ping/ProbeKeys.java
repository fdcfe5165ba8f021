// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

/**
 * Numbers of probes for the engine, from which target and sequence number are got back without a table. A key has 32
 * bits, so sequence numbers come back modulo 2^32 / targets: at least 4096 probes to the same target, of which the
 * engine remembers far fewer.
 */
final class ProbeKeys {
    private final int targets;
    private final long cycle;

    ProbeKeys(int targets) {
        this.targets = targets;
        cycle = (1L << Integer.SIZE) / targets;
    }

    int key(int target, long sequence) {
        return (int) (sequence % cycle * targets + target);
    }

    int target(int key) {
        return (int) (Integer.toUnsignedLong(key) % targets);
    }

    /**
     * The probe's sequence number.
     *
     * @param next that of the next probe to this target: all were sent before it
     */
    long sequence(int key, long next) {
        long low = Integer.toUnsignedLong(key) / targets;
        return next - 1 - Math.floorMod(next - 1 - low, cycle);
    }
}
