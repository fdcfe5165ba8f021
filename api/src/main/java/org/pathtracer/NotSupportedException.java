// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * Thrown when no transport of this system can run the operation, with any privilege, or when this process lacks a
 * resource. The message has each reason and its remedy.
 *
 * @since 0.1.0
 */
public final class NotSupportedException extends PathTracerException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a sentence for the reader. */
    public NotSupportedException(String message) {
        super(message);
    }

    /** Creates an exception with a sentence for the reader and what was thrown below. */
    public NotSupportedException(String message, Throwable cause) {
        super(message, cause);
    }
}
