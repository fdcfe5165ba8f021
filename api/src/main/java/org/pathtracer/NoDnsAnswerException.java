// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * No name server gave a usable answer; the message says what went wrong with each.
 *
 * @since 0.1.0
 */
public final class NoDnsAnswerException extends PathTracerException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the reader. */
    public NoDnsAnswerException(String message) {
        super(message);
    }
}
