// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.TransportChoice;
import org.pathtracer.TransportLimit;
import org.pathtracer.report.json.RunFacts;
import org.pathtracer.result.TransportChoiceRecord;

/** Reads what all runs have in common. */
final class RunReader {
    private RunReader() {}

    /**
     * Reads what a document says beside its result.
     *
     * @param host name of the member that tells the host that measured
     */
    static RunFacts facts(JsonObject json, String host) {
        return new RunFacts(json.optionalText(host), json.optionalText("version"), json.optionalMillis("intervalMs"));
    }

    static Optional<InetAddress> source(JsonObject json) {
        return json.optionalAddress("sourceAddress");
    }

    static Map<String, String> options(JsonObject json) {
        return json.textMembers("options");
    }

    static TransportChoice transport(JsonObject json) {
        return new TransportChoiceRecord(
                json.text("transport"),
                json.text("transportReason"),
                // Documents have the sentences only.
                json.texts("transportLimits").stream()
                        .map(sentence -> new TransportLimit(TransportLimit.Kind.OTHER, sentence))
                        .toList());
    }
}
