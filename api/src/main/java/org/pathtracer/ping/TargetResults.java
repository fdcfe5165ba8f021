// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.ping;

/**
 * What becomes of the results of a ping's single targets. The figures of all targets together are in the result in any
 * case.
 *
 * @since 0.1.0
 */
public enum TargetResults {
    /** The result lists each target. */
    KEPT,
    /**
     * An event tells of each target as soon as it has ended, and the result lists none. Events of single probes are not
     * told. No target is left out: while the subscriber lags, or is not there yet, no further probes are sent. So it
     * takes {@code start} and a subscriber, and memory does not depend on the number of targets.
     */
    STREAMED,
    /** The result has the figures of all targets together, and lists none. */
    SUMMED
}
