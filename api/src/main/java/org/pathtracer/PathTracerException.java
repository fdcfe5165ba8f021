// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * An operation could not run; the message says why and, where something helps, what to do. Root of all of this
 * library's own.
 *
 * @since 0.1.0
 */
public abstract sealed class PathTracerException extends RuntimeException
        permits InvalidRequestException,
                UnknownTargetException,
                NoDnsAnswerException,
                NotPermittedException,
                NotSupportedException,
                SystemCallException,
                OperationCancelledException,
                TracerClosedException {
    private static final long serialVersionUID = 1L;

    PathTracerException(String message) {
        super(message);
    }

    PathTracerException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A sentence, or a paragraph, for the reader. */
    @Override
    public final String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
