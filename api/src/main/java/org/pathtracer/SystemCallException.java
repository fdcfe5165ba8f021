// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * A system call failed in a way that is not the fate of a single probe.
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
     * With all that the system said.
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

    /** The system call. */
    public String operation() {
        return operation;
    }

    /** The error number. */
    public int errno() {
        return errno;
    }

    /** The error's name. */
    public String errorName() {
        return errorName;
    }

    /** What it means and what to do about it. */
    public String advice() {
        return advice;
    }
}
