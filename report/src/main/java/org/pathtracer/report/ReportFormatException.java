// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import org.jspecify.annotations.Nullable;

/**
 * A document can't be read: it is damaged, or no result of PathTracer. The message has the place and what is wrong.
 *
 * @since 0.1.0
 */
public final class ReportFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String place;

    ReportFormatException(String place, String sentence, @Nullable Throwable cause) {
        super("the document can't be read at " + place + ": " + sentence, cause);
        this.place = place;
    }

    /**
     * Returns where the document is wrong: a path in it such as {@code $.hops[3].ttl}, or the line and column where it
     * is no JSON.
     */
    public String place() {
        return place;
    }
}
