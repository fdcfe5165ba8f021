// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * The root of all exceptions of this library. The message says why an operation could not run and, if there is one,
 * names the remedy.
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
                TracerClosedException,
                InternalFailureException {
    private static final long serialVersionUID = 1L;

    PathTracerException(String message) {
        super(message);
    }

    PathTracerException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns a sentence or a paragraph that describes the cause and, if there is one, the remedy. */
    @Override
    public final String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
