// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import org.pathtracer.MultipathEvent;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.core.engine.EventSink;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.Operation;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.Runs;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.result.EnrichmentReportRecord;
import org.pathtracer.result.MultipathEventRecords;
import org.pathtracer.result.MultipathResultRecord;

/** Multipath discoveries. */
public record MultipathKind(MultipathRequest request) implements OperationKind<MultipathEvent, MultipathResult> {
    @Override
    public boolean droppable(MultipathEvent event) {
        return event instanceof MultipathEvent.ProbeCompleted;
    }

    @Override
    public MultipathEvent dropped(long count) {
        return new MultipathEventRecords.Dropped(count);
    }

    @Override
    public Launch<MultipathResult> launch(Setting setting, EventSink<MultipathEvent> events) {
        Operation<Findings> operation = new Operation<>(
                new MultipathStrategy(request, setting, events),
                setting.profile().destination(),
                request.probe(),
                request.timeout().toNanos(),
                setting.deadline());
        return Launch.of(operation, findings -> result(findings, setting));
    }

    private MultipathResult result(Findings findings, Setting setting) {
        return new MultipathResultRecord(
                request.target().toString(),
                setting.profile().destination(),
                Runs.ended(request, setting, findings.stopReason(), findings.sent(), findings.received()),
                request.algorithm(),
                findings.confidence(),
                findings.reached(),
                findings.complete(),
                findings.limits(),
                findings.graph(),
                findings.loadBalancers(),
                findings.routers(),
                EnrichmentReportRecord.NONE);
    }
}
