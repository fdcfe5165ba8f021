// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bulk;

import org.pathtracer.BulkTraceEvent;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.core.engine.EventSink;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.Operation;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.Runs;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.result.BulkTraceResultRecord;

/** Traces to many targets. */
public record BulkTraceKind(BulkTraceRequest request) implements OperationKind<BulkTraceEvent, BulkTraceResult> {
    /** There are no more events than traces, and the result has what they tell. */
    @Override
    public boolean droppable(BulkTraceEvent event) {
        return false;
    }

    @Override
    public BulkTraceEvent dropped(long count) {
        throw new IllegalStateException("events of a bulk trace are not dropped");
    }

    @Override
    public Launch<BulkTraceResult> launch(Setting setting, EventSink<BulkTraceEvent> events) {
        Operation<BulkTraceStrategy.Findings> operation = new Operation<>(
                new BulkTraceStrategy(request, setting, new SingleResults(request, setting), events),
                setting.profile().destination(),
                request.probe(),
                request.each().timeout().toNanos(),
                setting.deadline());
        return Launch.of(
                operation,
                findings -> new BulkTraceResultRecord(
                        Runs.ended(request, setting, findings.stopReason(), operation.sent(), operation.answered()),
                        findings.series()));
    }
}
