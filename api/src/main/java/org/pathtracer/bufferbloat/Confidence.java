// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

/**
 * How far a responsiveness can be trusted (draft-ietf-ippm-responsiveness-09).
 *
 * @since 0.1.0
 */
public enum Confidence {
    /** It took fewer intervals than one moving average is made of. */
    LOW,
    /** Goodput or responsiveness still changed when the time was over. */
    MEDIUM,
    /** Both were stable. */
    HIGH
}
