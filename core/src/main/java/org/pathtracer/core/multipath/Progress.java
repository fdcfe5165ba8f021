// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

/**
 * How far the search for the successors of one branch point (a vertex, or all vertices of a TTL) has come.
 *
 * @param successors how many are known
 * @param flows how many flows through it were answered behind it
 * @param needed how many the stopping rule wants
 * @param hiddenShare share of these flows that one more successor would get
 */
record Progress(int successors, int flows, int needed, double hiddenShare) {
    /** With a successor that would get as much as each of the others. */
    static Progress even(int successors, int flows, int needed) {
        return new Progress(successors, flows, needed, 1.0 / (Math.max(1, successors) + 1));
    }

    boolean branches() {
        return successors > 1;
    }

    boolean done() {
        return flows >= needed;
    }

    /** Whether one more successor would get less than an equal share. */
    boolean uneven() {
        return hiddenShare < 1.0 / (Math.max(1, successors) + 1);
    }

    /** Bound on the risk that so many flows have all missed one of the successors: a union bound. */
    double risk() {
        return missed(hiddenShare);
    }

    /** The same if one more successor could get as little as that; 0 if this is no less than an equal share. */
    double risk(double share) {
        return share < 1.0 / (Math.max(1, successors) + 1) ? missed(share) : 0;
    }

    private double missed(double share) {
        return Math.min(1, (Math.max(1, successors) + 1) * Math.pow(1 - share, flows));
    }
}
