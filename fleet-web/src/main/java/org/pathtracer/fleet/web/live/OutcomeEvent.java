// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.fleet.FleetOutcome;
import org.pathtracer.report.ReportOptions;
import org.pathtracer.report.Reports;

/**
 * An outcome as it is kept.
 *
 * @param row of it on a page
 * @param line a JSON document without line ends
 * @param atlas the results as RIPE Atlas has them, with commas between them; empty if there are none
 */
record OutcomeEvent(OutcomeRow row, String line, String atlas) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ReportOptions COMPACT = ReportOptions.standard().compact(true);

    /**
     * Returns what is kept of an outcome.
     *
     * @param whole whether its result is kept too
     */
    static OutcomeEvent of(FleetOutcome<?> outcome, boolean whole) {
        Optional<Reportable> result = outcome instanceof FleetOutcome.Completed<?> completed
                        && completed.result() instanceof Reportable report
                ? Optional.of(report)
                : Optional.empty();
        OutcomeRow row = new OutcomeRow(
                outcome.vantagePoint().name(),
                outcome instanceof FleetOutcome.Failed<?> failed ? failed.kind().name() : "",
                OutcomeSummary.of(outcome));
        return new OutcomeEvent(
                row,
                line(outcome, result, whole),
                whole
                        ? result.map(report ->
                                        AtlasResults.of(outcome.vantagePoint().name(), report))
                                .orElse("")
                        : "");
    }

    int size() {
        return line.length() + atlas.length() + row.summary().length();
    }

    private static String line(FleetOutcome<?> outcome, Optional<Reportable> result, boolean whole) {
        StringWriter text = new StringWriter();
        try (JsonGenerator document = JSON.createGenerator(text)) {
            document.writeStartObject();
            document.writeStringField("vantage_point", outcome.vantagePoint().name());
            document.writeStringField("hub", outcome.vantagePoint().hub());
            document.writeStringField("summary", OutcomeSummary.of(outcome));
            if (outcome instanceof FleetOutcome.Failed<?> failed) {
                document.writeStringField("failure", failed.kind().name());
            } else if (outcome instanceof FleetOutcome.Completed<?> completed
                    && completed.load().isPresent()) {
                document.writeNumberField("load", completed.load().getAsDouble());
            }
            if (whole && result.isPresent()) {
                document.writeFieldName("result");
                document.writeRawValue(Reports.json(result.get(), COMPACT).strip());
            } else if (result.isPresent()) {
                document.writeBooleanField("result_left_out", true);
            }
            document.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
