// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.util.List;
import java.util.Map;
import org.pathtracer.Hop;
import org.pathtracer.Request;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceResult;
import org.pathtracer.core.engine.EventSink;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.loop.Timers;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.result.EnrichmentReportRecord;
import org.pathtracer.result.TraceEventRecords;
import org.pathtracer.result.TraceResultRecord;

/**
 * A trace whose result waits for names and networks, which are looked up while it runs.
 *
 * @param trace the trace
 * @param names whether host names are wanted
 * @param enricher what looks them up
 * @param workers where that is done
 */
public record EnrichedTrace(
        OperationKind<TraceEvent, TraceResult> trace, boolean names, Enricher enricher, Timers workers)
        implements OperationKind<TraceEvent, TraceResult> {
    @Override
    public Request<?, ?> request() {
        return trace.request();
    }

    @Override
    public boolean droppable(TraceEvent event) {
        return trace.droppable(event);
    }

    @Override
    public TraceEvent dropped(long count) {
        return trace.dropped(count);
    }

    @Override
    public Launch<TraceResult> launch(Setting setting, EventSink<TraceEvent> events) {
        if (enricher.knowsNothing(setting)) {
            return placed(setting, events);
        }
        PathEnrichment path = new PathEnrichment(enricher, workers, setting.profile(), names, events);
        Launch<TraceResult> launch = trace.launch(setting, event -> {
            events.accept(event);
            follow(path, event);
        });
        return new Launch<>(
                launch.operation(),
                launch.result()
                        .thenCompose(result -> path.finish(result, enricher.patience(result.stopReason(), setting))),
                path::hurry);
    }

    /** With its segments, which follow from the path alone; all is known when it ends. */
    private Launch<TraceResult> placed(Setting setting, EventSink<TraceEvent> events) {
        Launch<TraceResult> launch = trace.launch(setting, events);
        PathView view = PathView.alone(setting.profile(), enricher.options());
        return new Launch<>(launch.operation(), launch.result().thenApply(result -> {
            List<Hop> hops = view.enriched(result.hops(), Map.of());
            if (events.heard()) {
                view.soFar(result.hops(), hops).forEach(hop -> events.accept(new TraceEventRecords.HopEnriched(hop)));
            }
            return TraceResultRecord.enriched(result, hops, result.destination(), EnrichmentReportRecord.NONE);
        }));
    }

    private static void follow(PathEnrichment path, TraceEvent event) {
        if (event instanceof TraceEvent.ProbeCompleted completed
                && completed.probe().outcome() instanceof ProbeOutcome.Answer answer) {
            path.onAnswer(answer.reception().address());
        } else if (event instanceof TraceEvent.HopSettled settled) {
            path.onHop(settled.hop());
        }
    }
}
