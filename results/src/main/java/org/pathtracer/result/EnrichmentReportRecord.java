// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.pathtracer.enrich.EnrichmentReport;

/** The facts of a {@link EnrichmentReport}. */
public record EnrichmentReportRecord(Duration waited, List<Missing> missing) implements EnrichmentReport {
    /** Nothing was asked for. */
    public static final EnrichmentReport NONE = new EnrichmentReportRecord(Duration.ZERO, List.of());

    /** Copies the list. */
    public EnrichmentReportRecord {
        Objects.requireNonNull(waited, "waited");
        Objects.requireNonNull(missing, "missing");
        missing = List.copyOf(missing);
    }
}
