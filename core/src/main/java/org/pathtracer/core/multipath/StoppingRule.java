// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import org.pathtracer.multipath.StoppingPoints;

/**
 * After how many flows a search may stop.
 *
 * @param single for places with one known successor
 * @param branching for places with several
 */
record StoppingRule(StoppingPoints single, StoppingPoints branching) {
    private static final int LEAST_BRANCHES = 2;

    /** Returns the flows that a place needs while so many successors are known. */
    int flows(int known) {
        return points(known).flows(Math.max(1, known));
    }

    /** Returns the accepted risk of missing a successor. */
    double risk(int known) {
        return points(known).risk();
    }

    /**
     * Returns the exact risk of missing a successor of a place where this rule was followed to its end. A place with
     * one successor may have hidden a second one.
     */
    double failure(int known) {
        return points(known).failure(Math.max(LEAST_BRANCHES, known));
    }

    private StoppingPoints points(int known) {
        return known > 1 ? branching : single;
    }
}
