// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

/**
 * A document is damaged, or none of ours; the message says what is wrong, and the place where.
 *
 * @since 0.1.0
 */
public final class DamagedDocument extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;

    DamagedDocument(String place, String sentence) {
        super(sentence);
        this.place = place;
    }

    /** Returns a path such as $.hops[3].ttl, or line and column where it is no JSON at all. */
    public String place() {
        return place;
    }

    /** Returns what is wrong there. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
