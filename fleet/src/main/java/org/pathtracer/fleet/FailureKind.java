// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

/**
 * Why a vantage point has no result.
 *
 * @since 0.1.0
 */
public enum FailureKind {
    /** Its link to its hub broke while it measured, or it was silent. */
    AGENT_LOST,
    /** Its hub ended, or can't be reached. */
    HUB_UNREACHABLE,
    /** It does not do this: its own limits forbid it, or it is too old for it. */
    REFUSED,
    /** It took longer than the deadline. */
    TIMED_OUT,
    /** The measurement was cancelled. */
    CANCELLED,
    /** It, or its hub, has as much to do as it may have. */
    BUSY,
    /** The operation failed there, or its result can't be read. */
    FAILED,
    /** It has left the fleet since it was chosen. */
    NOT_ATTACHED
}
