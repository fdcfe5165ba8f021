// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

/**
 * How a report is written. Immutable: each method returns changed options.
 *
 * @since 0.1.0
 */
public final class ReportOptions {
    private static final ReportOptions STANDARD = new ReportOptions(false, false);

    private final boolean compact;
    private final boolean colours;

    private ReportOptions(boolean compact, boolean colours) {
        this.compact = compact;
        this.colours = colours;
    }

    /** Returns the defaults: JSON with indentation, text without colours. */
    public static ReportOptions standard() {
        return STANDARD;
    }

    /** Writes JSON on a single line. Default: false. */
    public ReportOptions compact(boolean value) {
        return new ReportOptions(value, colours);
    }

    /** Colours text by ANSI sequences, as terminals show them. Default: false. */
    public ReportOptions colours(boolean value) {
        return new ReportOptions(compact, value);
    }

    /** Returns whether JSON stands on a single line. */
    public boolean compact() {
        return compact;
    }

    /** Returns whether text has colours. */
    public boolean colours() {
        return colours;
    }
}
