// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * Thrown when an option is out of range, contradicts another, or names something that does not exist here. Nothing was
 * sent.
 *
 * @since 0.1.0
 */
public final class InvalidRequestException extends PathTracerException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a sentence for the reader. */
    public InvalidRequestException(String message) {
        super(message);
    }
}
