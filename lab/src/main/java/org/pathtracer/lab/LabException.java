// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

/** The lab couldn't be built or changed. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LabException(String message) {
        super(message);
    }

    LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
