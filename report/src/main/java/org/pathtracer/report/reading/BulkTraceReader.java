// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.util.Optional;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.PingTarget;
import org.pathtracer.StopReason;
import org.pathtracer.TraceSeries;
import org.pathtracer.result.BulkTraceResultRecord;
import org.pathtracer.result.RunRecord;
import org.pathtracer.result.TraceSeriesRecord;

/** Reads traces to several targets; docs/schema/traces-1.json describes them. */
final class BulkTraceReader {
    private BulkTraceReader() {}

    static BulkTraceResult of(JsonObject json) {
        RunRecord run = RunReader.run(json);
        return new BulkTraceResultRecord(run, json.objects("targets", series -> series(series, run)));
    }

    private static TraceSeries series(JsonObject json, RunRecord all) {
        PingTarget target = PingReader.target(json);
        return new TraceSeriesRecord(
                target, json.has("hops") ? Optional.of(TraceReader.of(json, run(json, all))) : Optional.empty());
    }

    /** What all traces have in common stands in the document once. */
    private static RunRecord run(JsonObject json, RunRecord all) {
        return new RunRecord(
                all.protocol(),
                all.transport(),
                all.source(),
                json.instant("started"),
                json.millis("durationMs"),
                json.name("stopReason", StopReason.class),
                json.total("probesSent"),
                json.total("repliesReceived"),
                json.truth("networkChanged"),
                all.options());
    }
}
