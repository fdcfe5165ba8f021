// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import org.pathtracer.Limit;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TransportChoice;
import org.pathtracer.TransportLimit;
import org.pathtracer.report.json.RunFacts;
import org.pathtracer.result.RunRecord;
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

    static RunRecord run(JsonObject json) {
        return run(json, json.total("probesSent"), json.total("repliesReceived"));
    }

    /** Of a document that does not have these figures. */
    static RunRecord run(JsonObject json, long probesSent, long repliesReceived) {
        return new RunRecord(
                json.name("protocol", Protocol.class),
                transport(json),
                json.optionalAddress("sourceAddress"),
                json.instant("started"),
                json.millis("durationMs"),
                json.name("stopReason", StopReason.class),
                probesSent,
                repliesReceived,
                json.truth("networkChanged"),
                json.textMembers("options"));
    }

    private static TransportChoice transport(JsonObject json) {
        return new TransportChoiceRecord(
                json.text("transport"),
                json.text("transportReason"),
                // Documents have the sentences only.
                json.texts("transportLimits").stream()
                        .map(sentence -> new Limit<>(TransportLimit.OTHER, sentence))
                        .toList());
    }
}
