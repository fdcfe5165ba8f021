// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

import java.util.SplittableRandom;

/**
 * What becomes of a packet.
 *
 * @since 0.1.0
 */
public sealed interface Fate {
    /**
     * Nothing comes back.
     *
     * @param where name of the node at which it was last seen
     * @param why a phrase
     */
    record Lost(String where, String why) implements Fate {}

    /**
     * It is larger than the source's own link, and must not be fragmented.
     *
     * @param mtu bytes that fit
     * @param gateway the node at the link's other end
     */
    record Refused(int mtu, Site gateway) implements Fate {}

    /** An answer arrives. */
    record Answered(Answer answer) implements Fate {}

    /**
     * A node with a limit has to decide whether it answers. As that depends on what it answered before,
     * {@link Simulator#decide} must be called with all of these in the order of their times.
     *
     * @param at when
     */
    record Undecided(long at, Site site, Answer answer, Trail trail, SplittableRandom random) implements Fate {}
}
