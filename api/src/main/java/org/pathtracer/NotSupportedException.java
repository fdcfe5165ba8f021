// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/** No transport of this system can do what was asked for, with any privilege; the message has each one's reason. */
public final class NotSupportedException extends PathTracerException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the reader. */
    public NotSupportedException(String message) {
        super(message);
    }
}
