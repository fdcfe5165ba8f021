// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import org.pathtracer.BufferbloatEvent;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.core.engine.EventSink;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.Operation;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.Runs;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.load.Loads;
import org.pathtracer.result.BufferbloatEventRecords;
import org.pathtracer.result.BufferbloatResultRecord;
import org.pathtracer.spi.LoadTarget;
import org.pathtracer.spi.ProbeProfile;

/** Bufferbloat tests. */
public record BufferbloatKind(BufferbloatRequest request, Loads loads)
        implements OperationKind<BufferbloatEvent, BufferbloatResult> {
    @Override
    public boolean droppable(BufferbloatEvent event) {
        return event instanceof BufferbloatEvent.Sampled;
    }

    @Override
    public BufferbloatEvent dropped(long count) {
        return new BufferbloatEventRecords.Dropped(count);
    }

    @Override
    public Launch<BufferbloatResult> launch(Setting setting, EventSink<BufferbloatEvent> events) {
        ProbeProfile profile = setting.profile();
        LoadTarget target = new LoadTarget(
                request.url(),
                profile.destination(),
                profile.source(),
                profile.trafficClass(),
                request.insecure(),
                request.timeout());
        return loads.launch(target, new BufferbloatStrategy(request, setting, events), strategy -> {
            Operation<BufferbloatStrategy.Findings> operation = new Operation<>(
                    strategy,
                    profile.destination(),
                    request.probe(),
                    request.timeout().toNanos(),
                    setting.deadline());
            return Launch.of(operation, findings -> result(findings, setting, operation));
        });
    }

    private BufferbloatResult result(BufferbloatStrategy.Findings findings, Setting setting, Operation<?> operation) {
        return new BufferbloatResultRecord(
                request.url(),
                setting.profile().destination(),
                Runs.ended(request, setting, findings.stopReason(), operation.sent(), operation.answered()),
                request.direction(),
                request.gradingProfile(),
                findings.failure(),
                findings.phases(),
                findings.bottleneck(),
                findings.samples());
    }
}
