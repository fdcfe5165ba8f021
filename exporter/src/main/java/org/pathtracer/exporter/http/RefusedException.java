// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.http;

/** Thrown when a request is refused; its message is for the reader. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** Creates it with the status of the answer. */
    public RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
