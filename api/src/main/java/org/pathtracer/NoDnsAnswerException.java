// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * Thrown when no name server gave a usable answer. The message says what went wrong with each.
 *
 * @since 0.1.0
 */
public final class NoDnsAnswerException extends PathTracerException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a sentence for the reader. */
    public NoDnsAnswerException(String message) {
        super(message);
    }
}
