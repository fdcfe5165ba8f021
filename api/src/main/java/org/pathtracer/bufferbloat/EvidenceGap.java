// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

/**
 * Why a test has no grade: what was measured does not show how the path behaves under load.
 *
 * @since 0.1.0
 */
public enum EvidenceGap {
    /** The load carried no byte, or never began. */
    NO_LOAD("the load moved no bytes", true),
    /** Load was asked for in both directions, and one of them carried no byte. */
    DIRECTION_DEAD("the load moved no bytes in one direction", true),
    /** The load was so small that no queue can have grown. */
    TOO_LITTLE_LOAD("the load was too small to fill a queue", true),
    /** The load ended before the goodput was stable, or stood still for most of the time. */
    ENDED_EARLY("the load ended too early", true),
    /** The goodput still grew quickly when time was over. */
    STILL_GROWING("the load still grew when time was over: test longer", true),
    /** Too few probes were answered without load. */
    TOO_FEW_IDLE_SAMPLES("too few probes were answered without load", false),
    /** Too few probes were answered under load. */
    TOO_FEW_LOADED_SAMPLES("too few probes were answered under load", false);

    private final String description;
    private final boolean load;

    EvidenceGap(String description, boolean load) {
        this.description = description;
        this.load = load;
    }

    /** In words, to go on after "no grade: ". */
    public String description() {
        return description;
    }

    /** Whether the load is what failed; then there is no responsiveness under load and no bottleneck either. */
    public boolean concernsLoad() {
        return load;
    }

    /** Whether there was hardly any load, so that latency beside it is latency without load. */
    public boolean withoutLoad() {
        return this == NO_LOAD || this == TOO_LITTLE_LOAD;
    }
}
