// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * The operation was cancelled before it had anything to show, or the thread that waited for it was interrupted (then
 * its flag is set).
 *
 * @since 0.1.0
 */
public final class OperationCancelledException extends PathTracerException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the reader. */
    public OperationCancelledException(String message) {
        super(message);
    }
}
