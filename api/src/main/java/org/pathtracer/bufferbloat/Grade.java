// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

/**
 * A school mark for the growth of latency under load.
 *
 * @since 0.1.0
 */
public enum Grade {
    /** The best, where a profile has it. */
    A_PLUS("A+"),
    /** Hardly to be noticed. */
    A("A"),
    /** To be noticed in games. */
    B("B"),
    /** To be noticed in calls. */
    C("C"),
    /** To be noticed in everything. */
    D("D"),
    /** Calls and games are not possible beside other traffic. */
    F("F"),
    /** Nothing was measured that it could be told from. */
    UNKNOWN("unknown");

    private final String label;

    Grade(String label) {
        this.label = label;
    }

    /** As people write it: {@code A+}, {@code A} to {@code F}, {@code unknown}. */
    public String label() {
        return label;
    }
}
