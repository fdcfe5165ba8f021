// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/** The thread was interrupted while it waited for a result. The operation was cancelled; the interrupt flag is set. */
public final class OperationInterruptedException extends PathTracerException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the reader. */
    public OperationInterruptedException(String message) {
        super(message);
    }
}
