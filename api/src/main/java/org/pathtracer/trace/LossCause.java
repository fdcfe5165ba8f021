// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.trace;

/**
 * Why probes of a hop were not answered.
 *
 * @since 0.1.0
 */
public enum LossCause {
    /** All were answered. */
    NONE,
    /** Packets are lost on the path, at this hop or before it: what passes here is lost as well. */
    PATH,
    /**
     * The hop bounds or neglects its own ICMP messages, or they are lost on a way back of their own. What passes it is
     * not lost.
     */
    RATE_LIMITED,
    /** The path changed meanwhile, and packets were lost as long as that took. */
    PATH_CHANGE,
    /** The hop answers nothing at all, which says nothing of loss. */
    SILENT,
    /** Too little is known; {@link LossVerdict#wouldDecide} says what would tell more. */
    UNDECIDED
}
