// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

/**
 * A vantage point, and what it measured.
 *
 * @param vantagePoint the name of the vantage point that measured
 * @param target the host that it measured, or the name of another vantage point
 * @param peer whether the target is a vantage point
 * @since 0.1.0
 */
public record Pair(String vantagePoint, String target, boolean peer) {
    /** Returns the pair of a vantage point and a host. */
    public static Pair toHost(String vantagePoint, String host) {
        return new Pair(vantagePoint, host, false);
    }

    /** Returns the pair of two vantage points. */
    public static Pair toPeer(String vantagePoint, String other) {
        return new Pair(vantagePoint, other, true);
    }
}
