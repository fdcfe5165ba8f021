// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.sample;

import org.pathtracer.Request;
import org.pathtracer.TraceEvent;
import org.pathtracer.core.engine.EventSink;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.Operation;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.Runs;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.result.TraceEventRecords;

/** Samplings, which have no events. */
public record SampleKind(SampleRequest sampling) implements OperationKind<TraceEvent, Samples> {
    @Override
    public Request<?, ?> request() {
        return sampling.probes();
    }

    @Override
    public boolean droppable(TraceEvent event) {
        return true;
    }

    @Override
    public TraceEvent dropped(long count) {
        return new TraceEventRecords.Dropped(count);
    }

    @Override
    public Launch<Samples> launch(Setting setting, EventSink<TraceEvent> events) {
        SampleStrategy strategy = new SampleStrategy(sampling, setting);
        Operation<SampleStrategy.Sampled> operation = new Operation<>(
                strategy,
                setting.profile().destination(),
                sampling.probes().probe(),
                sampling.probes().timeout().toNanos(),
                setting.deadline());
        return Launch.of(
                operation,
                sampled -> new Samples(
                        setting.profile().destination(),
                        Runs.ended(
                                sampling.probes(), setting, sampled.reason(), operation.sent(), operation.answered()),
                        sampled.all(),
                        sampled.sendFailure()));
    }
}
