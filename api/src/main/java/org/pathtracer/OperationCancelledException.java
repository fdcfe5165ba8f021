// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * Thrown when the operation was cancelled before it had a result, or when the waiting thread was interrupted. In the
 * latter case the interrupt status is set.
 *
 * @since 0.1.0
 */
public final class OperationCancelledException extends PathTracerException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a sentence for the reader. */
    public OperationCancelledException(String message) {
        super(message);
    }
}
