// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.monitor;

import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.core.engine.EventSink;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.Operation;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.Runs;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.result.MonitorEventRecords;
import org.pathtracer.result.MonitorResultRecord;

/** Monitors. */
public record MonitorKind(MonitorRequest request) implements OperationKind<MonitorEvent, MonitorResult> {
    @Override
    public boolean droppable(MonitorEvent event) {
        return !(event instanceof MonitorEvent.Started);
    }

    @Override
    public MonitorEvent dropped(long count) {
        return new MonitorEventRecords.Dropped(count);
    }

    @Override
    public Launch<MonitorResult> launch(Setting setting, EventSink<MonitorEvent> events) {
        Operation<MonitorStrategy.Findings> operation = new Operation<>(
                new MonitorStrategy(request, setting, events),
                setting.profile().destination(),
                request.probe(),
                request.timeout().toNanos(),
                setting.deadline());
        return Launch.of(
                operation,
                findings -> new MonitorResultRecord(
                        Runs.ended(request, setting, findings.stopReason(), operation.sent(), operation.answered()),
                        findings.series()));
    }
}
