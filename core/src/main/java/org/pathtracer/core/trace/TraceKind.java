// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.core.engine.EventSink;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.Operation;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.Runs;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.EnrichmentReportRecord;
import org.pathtracer.result.TraceEventRecords;
import org.pathtracer.result.TraceResultRecord;

/** Traces. */
public record TraceKind(TraceRequest request) implements OperationKind<TraceEvent, TraceResult> {
    @Override
    public boolean droppable(TraceEvent event) {
        return event instanceof TraceEvent.ProbeCompleted;
    }

    @Override
    public TraceEvent dropped(long count) {
        return new TraceEventRecords.Dropped(count);
    }

    @Override
    public Launch<TraceResult> launch(Setting setting, EventSink<TraceEvent> events) {
        Operation<TraceStrategy.Findings> operation = new Operation<>(
                new LossJudgingStrategy(new TraceStrategy(request, setting, events), request, setting, events),
                setting.profile().destination(),
                request.probe(),
                request.timeout().toNanos(),
                setting.deadline());
        return Launch.of(operation, findings -> result(findings, setting));
    }

    private TraceResult result(TraceStrategy.Findings findings, Setting setting) {
        return new TraceResultRecord(
                request.target().toString(),
                setting.profile().destination(),
                Runs.ended(request, setting, findings.stopReason(), findings.sent(), findings.received()),
                findings.reached(),
                findings.hops(),
                AddressInfoRecord.NONE,
                EnrichmentReportRecord.NONE);
    }
}
