// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.Objects;
import java.util.function.Supplier;

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

    /**
     * Returns what a check or a constructor of a value returns. What it refuses becomes an invalid request, with the
     * same sentence.
     *
     * @throws InvalidRequestException if it throws an {@link IllegalArgumentException}
     */
    public static <T> T checked(Supplier<T> check) {
        Objects.requireNonNull(check, "check");
        try {
            return check.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(String.valueOf(e.getMessage()));
        }
    }
}
