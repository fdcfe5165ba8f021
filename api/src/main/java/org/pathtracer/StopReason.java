// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * The reason why an operation ended.
 *
 * @since 0.1.0
 */
public enum StopReason {
    /** The destination itself answered. */
    DESTINATION,
    /** A router or the destination reported the destination unreachable, other than by the expected closed port. */
    UNREACHABLE,
    /** The highest TTL was probed. */
    MAX_HOPS,
    /** Too many silent hops in a row. */
    GAP_LIMIT,
    /** The path has a loop. */
    LOOP,
    /** The operation is complete: every probe was sent, and answered or given up. */
    COMPLETED,
    /** The operation's deadline passed. */
    DEADLINE,
    /** {@link Measurement#cancel()} was called. */
    CANCELLED
}
