// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * Thrown when the target has no address, or none of the requested family. Nothing was sent.
 *
 * @since 0.1.0
 */
public final class UnknownTargetException extends PathTracerException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a sentence for the reader. */
    public UnknownTargetException(String message) {
        super(message);
    }

    /** Creates an exception with the resolver's own failure. */
    public UnknownTargetException(String message, Throwable cause) {
        super(message, cause);
    }
}
