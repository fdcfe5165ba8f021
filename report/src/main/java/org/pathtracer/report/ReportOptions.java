// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import java.util.Objects;
import java.util.Optional;
import org.pathtracer.Request;

/**
 * How a report is written. Immutable: each method returns changed options.
 *
 * @since 0.1.0
 */
public final class ReportOptions {
    private static final ReportOptions STANDARD = new ReportOptions(false, false, Optional.empty());

    private final boolean compact;
    private final boolean colours;
    private final Optional<Request<?, ?>> request;

    private ReportOptions(boolean compact, boolean colours, Optional<Request<?, ?>> request) {
        this.compact = compact;
        this.colours = colours;
        this.request = request;
    }

    /** Returns the defaults: JSON with indentation, text without colours. */
    public static ReportOptions standard() {
        return STANDARD;
    }

    /** Writes JSON on a single line. Default: false. */
    public ReportOptions compact(boolean value) {
        return new ReportOptions(value, colours, request);
    }

    /** Colours text by ANSI sequences, as terminals show them. Default: false. */
    public ReportOptions colours(boolean value) {
        return new ReportOptions(compact, value, request);
    }

    /** Tells the options of this request in the head of a text. Default: those that the result has. */
    public ReportOptions request(Request<?, ?> known) {
        return new ReportOptions(compact, colours, Optional.of(Objects.requireNonNull(known, "request")));
    }

    /** Returns whether JSON stands on a single line. */
    public boolean compact() {
        return compact;
    }

    /** Returns whether text has colours. */
    public boolean colours() {
        return colours;
    }

    /** Returns the request whose options are told. */
    public Optional<Request<?, ?>> request() {
        return request;
    }
}
