// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.function.Consumer;
import org.pathtracer.MultipathEvent;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.Operation;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.result.EnrichmentReportRecord;
import org.pathtracer.result.MultipathEventRecords;
import org.pathtracer.result.MultipathResultRecord;
import org.pathtracer.result.UsedOptions;

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
    public Launch<MultipathResult> launch(Setting setting, Consumer<MultipathEvent> events) {
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
                request.probe().protocol(),
                setting.transport(),
                setting.started(),
                setting.elapsed(),
                request.algorithm(),
                findings.confidence(),
                findings.reached(),
                findings.stopReason(),
                findings.complete(),
                findings.limits(),
                findings.sent(),
                findings.received(),
                findings.graph(),
                findings.loadBalancers(),
                findings.routers(),
                EnrichmentReportRecord.NONE,
                setting.networkChanged().getAsBoolean(),
                setting.source(),
                UsedOptions.of(request));
    }
}
