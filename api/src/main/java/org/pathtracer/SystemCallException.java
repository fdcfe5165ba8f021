// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * Thrown when a system call failed in a way that concerns more than a single probe.
 *
 * @since 0.1.0
 */
public final class SystemCallException extends PathTracerException {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final int errno;
    private final String errorName;
    private final String advice;

    /**
     * Creates an exception with the details of the failed call.
     *
     * @param operation the system call, for example {@code socket}
     * @param errno the error number
     * @param errorName its name, for example {@code EMFILE}
     * @param advice what it means and what to do about it
     */
    public SystemCallException(String operation, int errno, String errorName, String advice) {
        super("%s failed with %s (%d): %s".formatted(operation, errorName, errno, advice));
        this.operation = operation;
        this.errno = errno;
        this.errorName = errorName;
        this.advice = advice;
    }

    /** Returns the name of the system call. */
    public String operation() {
        return operation;
    }

    /** Returns the error number. */
    public int errno() {
        return errno;
    }

    /** Returns the name of the error. */
    public String errorName() {
        return errorName;
    }

    /** Returns the meaning of the error and its remedy. */
    public String advice() {
        return advice;
    }
}
