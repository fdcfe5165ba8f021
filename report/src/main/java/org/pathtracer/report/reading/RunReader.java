// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.Limit;
import org.pathtracer.TransportChoice;
import org.pathtracer.TransportLimit;
import org.pathtracer.report.json.RunFacts;
import org.pathtracer.result.TransportChoiceRecord;

/** Reads what all runs have in common. */
final class RunReader {
    private RunReader() {}

    static RunFacts facts(JsonObject json) {
        return new RunFacts(json.optionalText("host"), json.optionalText("version"), json.optionalMillis("intervalMs"));
    }

    static Optional<InetAddress> source(JsonObject json) {
        return json.optionalAddress("sourceAddress");
    }

    static Map<String, String> options(JsonObject json) {
        Map<String, String> options = new LinkedHashMap<>();
        Optional<JsonObject> told = json.optionalObject("options");
        told.ifPresent(found -> found.members()
                .keySet()
                .forEach(name -> options.put(String.valueOf(name), found.text(String.valueOf(name)))));
        return options;
    }

    static TransportChoice transport(JsonObject json) {
        return new TransportChoiceRecord(
                json.text("transport"),
                json.text("transportReason"),
                // Documents have the sentences only.
                json.texts("transportLimits").stream()
                        .map(sentence -> new Limit<>(TransportLimit.OTHER, sentence))
                        .toList());
    }
}
