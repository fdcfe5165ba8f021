// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;

/**
 * Every transport that could do it is refused by the system. The message names what was tried and what would enable
 * each.
 *
 * @since 0.1.0
 */
public final class NotPermittedException extends PathTracerException {
    private static final long serialVersionUID = 1L;

    private final transient List<TransportReport> tried;

    /**
     * With what was tried.
     *
     * @param message a paragraph for the reader, remedies included
     * @param tried a report for each transport that was tried
     */
    public NotPermittedException(String message, List<TransportReport> tried) {
        super(message);
        this.tried = List.copyOf(tried);
    }

    /** A report for each transport that was tried, with its reason and the commands that would enable it. */
    public List<TransportReport> tried() {
        return tried;
    }
}
