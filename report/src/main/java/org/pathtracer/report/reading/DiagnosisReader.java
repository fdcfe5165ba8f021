// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import org.pathtracer.Diagnosis;
import org.pathtracer.Limit;
import org.pathtracer.diagnosis.Alternative;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.Omission;
import org.pathtracer.diagnosis.Place;
import org.pathtracer.diagnosis.PlaceSegment;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.result.AlternativeRecord;
import org.pathtracer.result.DiagnosisRecord;
import org.pathtracer.result.FindingRecord;
import org.pathtracer.result.PlaceRecord;

/** Reads a diagnosis; docs/schema/diagnose-1.json describes it. */
final class DiagnosisReader {
    private DiagnosisReader() {}

    static Diagnosis of(JsonObject json) {
        return new DiagnosisRecord(
                json.text("target"),
                json.addresses("addresses"),
                RunReader.run(json),
                json.truth("healthy"),
                json.text("summary"),
                json.objects("findings", DiagnosisReader::finding),
                // Documents have the sentences only.
                json.texts("notLookedAt").stream()
                        .map(sentence -> new Limit<>(Omission.NOT_SUPPORTED, sentence))
                        .toList(),
                json.objects("results", Documents::result));
    }

    private static Finding finding(JsonObject json) {
        return new FindingRecord(
                json.name("kind", FindingKind.class),
                place(json),
                json.name("severity", Severity.class),
                json.number("probability"),
                json.objects("alternatives", DiagnosisReader::alternative),
                json.text("sentence"),
                json.texts("evidence"),
                json.text("advice"));
    }

    private static Alternative alternative(JsonObject json) {
        return new AlternativeRecord(json.name("kind", FindingKind.class), place(json), json.number("probability"));
    }

    private static Place place(JsonObject json) {
        JsonObject place = json.object("place");
        return new PlaceRecord(
                place.name("segment", PlaceSegment.class),
                place.optionalInt("ttl"),
                place.optionalAddress("address"),
                place.optionalAddress("from"),
                place.optionalAddress("to"));
    }
}
