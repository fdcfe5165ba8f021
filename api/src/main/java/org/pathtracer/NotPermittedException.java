// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;

/**
 * Thrown when the system refuses every transport that could run the operation. The message names each transport and
 * what enables it.
 *
 * @since 0.1.0
 */
public final class NotPermittedException extends PathTracerException {
    private static final long serialVersionUID = 1L;

    private final transient List<TransportReport> tried;

    /**
     * Creates an exception with the transports that were tried.
     *
     * @param message a paragraph for the reader, remedies included
     * @param tried a report for each transport that was tried
     */
    public NotPermittedException(String message, List<TransportReport> tried) {
        super(message);
        this.tried = List.copyOf(tried);
    }

    /** Returns a report for each transport that was tried, with its reason and the commands that would enable it. */
    public List<TransportReport> tried() {
        return tried;
    }
}
