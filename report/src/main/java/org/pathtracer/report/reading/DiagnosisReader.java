// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.Diagnosis;
import org.pathtracer.Limit;
import org.pathtracer.address.CanonicalAddress;
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

/** Reads a diagnosis; docs/schema/diagnose-1.json describes it. The results behind it are not in the document. */
final class DiagnosisReader {
    private DiagnosisReader() {}

    static Diagnosis of(JsonObject json) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : json.texts("addresses")) {
            addresses.add(JsonObject.made(
                    "$.addresses",
                    place -> CanonicalAddress.read(text)
                            .orElseThrow(() -> json.damaged("addresses", "it has what is no address"))));
        }
        return new DiagnosisRecord(
                json.text("target"),
                addresses,
                RunReader.run(json),
                json.truth("healthy"),
                json.text("summary"),
                json.objects("findings", DiagnosisReader::finding),
                // Documents have the sentences only.
                json.texts("notLookedAt").stream()
                        .map(sentence -> new Limit<>(Omission.NOT_SUPPORTED, sentence))
                        .toList(),
                List.of());
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
        JsonObject place = json.optionalObject("place").orElseThrow(() -> json.damaged("place", "it is missing"));
        return new PlaceRecord(
                place.name("segment", PlaceSegment.class),
                place.optionalInt("ttl"),
                place.optionalAddress("address"),
                place.optionalAddress("from"),
                place.optionalAddress("to"));
    }
}
