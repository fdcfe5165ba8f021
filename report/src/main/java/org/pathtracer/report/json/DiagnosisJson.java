// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import java.util.function.Function;
import org.pathtracer.Diagnosis;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.diagnosis.Alternative;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.Place;
import org.pathtracer.report.format.AddressText;

/**
 * A diagnosis for programs; docs/schema/diagnose-1.json describes it.
 *
 * @since 0.1.0
 */
public final class DiagnosisJson {
    private final JsonDocument json;
    private final RunFacts facts;
    private final Function<Reportable, String> results;

    private DiagnosisJson(RunFacts facts, boolean compact, Function<Reportable, String> results) {
        this.facts = facts;
        this.results = results;
        json = new JsonDocument(compact);
    }

    /**
     * Returns the document.
     *
     * @param results writes the document of each result that the diagnosis rests on
     */
    public static String of(
            Diagnosis diagnosis, RunFacts facts, boolean compact, Function<Reportable, String> results) {
        DiagnosisJson writer = new DiagnosisJson(facts, compact, results);
        return writer.json.write(() -> writer.members(diagnosis));
    }

    private void members(Diagnosis diagnosis) throws IOException {
        json.string("schema", "pathtracer/diagnose/1");
        json.string("target", diagnosis.target());
        json.strings(
                "addresses", diagnosis.addresses().stream().map(AddressText::of).toList());
        json.bool("healthy", diagnosis.healthy());
        json.string("summary", diagnosis.summary());
        json.array("findings", diagnosis.findings(), this::finding);
        json.strings("notLookedAt", diagnosis.notLookedAt());
        json.transport(diagnosis.protocol(), diagnosis.transport());
        json.string("started", diagnosis.started().toString());
        json.millis("durationMs", diagnosis.duration());
        json.bool("networkChanged", diagnosis.networkChanged());
        json.name("stopReason", diagnosis.stopReason());
        json.number("probesSent", diagnosis.probesSent());
        json.number("repliesReceived", diagnosis.repliesReceived());
        facts.members(diagnosis, json);
        json.documents("results", diagnosis.results().stream().map(results).toList());
    }

    private void finding(Finding finding) throws IOException {
        json.object(() -> {
            json.name("kind", finding.kind());
            json.object("place", () -> place(finding.place()));
            json.name("severity", finding.severity());
            json.ratio("probability", finding.probability());
            json.array("alternatives", finding.alternatives(), this::alternative);
            json.string("sentence", finding.sentence());
            json.strings("evidence", finding.evidence());
            json.string("advice", finding.advice());
        });
    }

    private void alternative(Alternative other) throws IOException {
        json.object(() -> {
            json.name("kind", other.kind());
            json.object("place", () -> place(other.place()));
            json.ratio("probability", other.probability());
        });
    }

    private void place(Place place) throws IOException {
        json.name("segment", place.segment());
        json.number("ttl", place.ttl());
        json.string("address", place.address().map(AddressText::of));
        json.string("from", place.from().map(AddressText::of));
        json.string("to", place.to().map(AddressText::of));
    }
}
