// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.mtu;

/**
 * What limits a path MTU, or why no path MTU is known.
 *
 * @since 0.1.0
 */
public enum PathMtuVerdict {
    /** Nothing does: even the largest size asked for fits. */
    LARGEST_SIZE,
    /** This host's own interface: larger packets can't leave. */
    LOCAL_INTERFACE,
    /** A router on the way, which says so (fragmentation needed, packet too big). */
    REPORTED,
    /** Something on the way that lets larger packets vanish without a word (RFC 2923 section 2.1). */
    BLACK_HOLE,
    /**
     * The search ended before it was known, or the target fell silent meanwhile; what fitted until then, if anything,
     * is known.
     */
    UNDECIDED,
    /** Even the smallest size asked for is too big. */
    BELOW_SMALLEST_SIZE,
    /** A router or the target reports the target unreachable. */
    UNREACHABLE,
    /** The target answers no probe of any size. */
    UNANSWERED
}
