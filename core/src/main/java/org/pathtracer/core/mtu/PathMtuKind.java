// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.mtu;

import org.pathtracer.PathMtuEvent;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.core.engine.EventSink;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.Operation;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.Runs;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.result.PathMtuEventRecords;
import org.pathtracer.result.PathMtuResultRecord;

/** Path MTU searches. */
public record PathMtuKind(PathMtuRequest request) implements OperationKind<PathMtuEvent, PathMtuResult> {
    @Override
    public boolean droppable(PathMtuEvent event) {
        return event instanceof PathMtuEvent.ProbeCompleted;
    }

    @Override
    public PathMtuEvent dropped(long count) {
        return new PathMtuEventRecords.Dropped(count);
    }

    @Override
    public Launch<PathMtuResult> launch(Setting setting, EventSink<PathMtuEvent> events) {
        Operation<PathMtuStrategy.Findings> operation = new Operation<>(
                new PathMtuStrategy(request, setting, events),
                setting.profile().destination(),
                request.probe(),
                request.timeout().toNanos(),
                setting.deadline());
        return Launch.of(operation, findings -> result(findings, setting));
    }

    private PathMtuResult result(PathMtuStrategy.Findings findings, Setting setting) {
        return new PathMtuResultRecord(
                request.target().toString(),
                setting.profile().destination(),
                Runs.ended(request, setting, findings.stopReason(), findings.sent(), findings.received()),
                findings.pathMtu(),
                findings.verdict(),
                findings.limitingHop(),
                findings.steps());
    }
}
