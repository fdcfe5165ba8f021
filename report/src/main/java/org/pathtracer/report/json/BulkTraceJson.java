// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.TraceSeries;

/**
 * Traces to several targets for programs; docs/schema/traces-1.json describes it.
 *
 * @since 0.1.0
 */
public final class BulkTraceJson {
    private final RunFacts facts;
    private final JsonDocument json;
    private final TraceJson traceJson;
    private final RttJson rttJson;

    private BulkTraceJson(RunFacts facts, boolean compact) {
        this.facts = facts;
        json = new JsonDocument(compact);
        traceJson = new TraceJson(facts, json);
        rttJson = new RttJson(json);
    }

    public static String of(BulkTraceResult result, RunFacts facts, boolean compact) {
        BulkTraceJson writer = new BulkTraceJson(facts, compact);
        return writer.json.write(() -> writer.members(result));
    }

    private void members(BulkTraceResult result) throws IOException {
        json.string("schema", "pathtracer/traces/1");
        json.transport(result.protocol(), result.transport());
        json.string("started", result.started().toString());
        json.millis("durationMs", result.duration());
        json.bool("networkChanged", result.networkChanged());
        json.bool("reached", result.reached());
        json.name("stopReason", result.stopReason());
        json.number("probesSent", result.probesSent());
        json.number("repliesReceived", result.repliesReceived());
        json.array("targets", result.targets(), this::series);
        facts.members(result, json);
    }

    private void series(TraceSeries series) throws IOException {
        json.object(() -> {
            rttJson.target(series.target());
            if (series.trace().isPresent()) {
                traceJson.trace(series.trace().get());
            }
        });
    }
}
