// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * Thrown when a part of this library or a custom transport failed in a way that nothing provides for: by a defect, or
 * because this process has no memory left. The cause has what was thrown; a defect should be reported with it. The
 * tracer stays usable. If the loop of a transport failed, all operations on this loop end so, and the next one opens
 * another loop.
 *
 * @since 0.1.0
 */
public final class InternalFailureException extends PathTracerException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a sentence for the reader and what was thrown. */
    public InternalFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
