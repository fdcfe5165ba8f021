// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * Why an operation ended.
 *
 * @since 0.1.0
 */
public enum StopReason {
    /** The destination itself answered. */
    DESTINATION,
    /** A router or the destination said that there is no way to it (any unreachable but the expected closed port). */
    UNREACHABLE,
    /** The highest TTL was probed. */
    MAX_HOPS,
    /** Too many silent hops in a row. */
    GAP_LIMIT,
    /** The path runs in a circle. */
    LOOP,
    /** All that was asked for was done: every probe was sent, and answered or given up. */
    COMPLETED,
    /** The operation's deadline passed. */
    DEADLINE,
    /** {@link Measurement#cancel()}. */
    CANCELLED
}
