// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * Thrown when the tracer was closed before or while the operation ran.
 *
 * @since 0.1.0
 */
public final class TracerClosedException extends PathTracerException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a sentence for the reader. */
    public TracerClosedException(String message) {
        super(message);
    }
}
