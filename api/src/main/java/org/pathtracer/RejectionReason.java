// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * The reason why a packet does not count as an answer to a probe: late, misdirected, or forged.
 *
 * @since 0.1.0
 */
public enum RejectionReason {
    /** No probe of this number is, or was lately, in flight. */
    NOT_AWAITED,
    /** Only probes of another protocol get such an answer. */
    WRONG_KIND,
    /** The tag in it is not the probe's. */
    WRONG_TAG,
    /**
     * A reply of the target's protocol that is not from its address, and shows too little of the probe's tag; or
     * anything from an address that no host can have, such as {@code ::}.
     */
    WRONG_SOURCE,
    /** It quotes a probe to another destination. */
    WRONG_DESTINATION,
    /** It shows less of the probe than a true answer would, or too little beside a checksum that is not the probe's. */
    TOO_SHORT
}
