// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

/**
 * Thrown when a fleet could not be asked, or was asked for what it can't do. What happens to a single vantage point is
 * a {@link FleetOutcome.Failed} instead.
 *
 * @since 0.1.0
 */
public final class FleetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why a fleet could not be asked. */
    public enum Reason {
        /** No hub could be reached. */
        UNREACHABLE,
        /** The selection is empty. The message lists what there is. */
        NOTHING_SELECTED,
        /** The hub does not take the request. */
        REFUSED,
        /** The thread that waited was interrupted, or the fleet was closed. */
        CANCELLED
    }

    FleetException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    FleetException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }

    /** Returns a sentence that says why, and what can be done. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
