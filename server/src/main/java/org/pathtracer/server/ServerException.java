// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.server;

/** The server could not start; the message says why and what to do. */
public final class ServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServerException(String message) {
        super(message);
    }

    ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
