// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * The target has no address, or none of the family asked for. Nothing was sent.
 *
 * @since 0.1.0
 */
public final class UnknownTargetException extends PathTracerException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the reader. */
    public UnknownTargetException(String message) {
        super(message);
    }

    /** With the resolver's own failure. */
    public UnknownTargetException(String message, Throwable cause) {
        super(message, cause);
    }
}
