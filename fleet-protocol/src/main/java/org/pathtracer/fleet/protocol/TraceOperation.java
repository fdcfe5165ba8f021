// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import java.time.Duration;
import org.pathtracer.TraceRequest;
import org.pathtracer.fleet.wire.Operation;
import org.pathtracer.fleet.wire.Trace;

/** A trace as a message, and back. */
final class TraceOperation {
    private TraceOperation() {}

    static Trace of(TraceRequest from) {
        return Trace.newBuilder()
                .setFirstHop(from.firstHop())
                .setMaxHops(from.maxHops())
                .setQueries(from.queries())
                .setRetries(from.retries())
                .setGapLimit(from.gapLimit())
                .setTimeoutNanos(from.timeout().toNanos())
                .setAdaptiveTimeout(Adaptive.of(from.adaptiveTimeout()))
                .setSequential(from.sequential())
                .setPacing(from.pacing())
                .setDiagnoseLoss(from.diagnoseLoss())
                .setEnrichment(from.enrichment())
                .setReverseDns(from.reverseDns())
                .build();
    }

    static TraceRequest request(Operation operation, String target) {
        Trace trace = operation.getTrace();
        TraceRequest.Builder builder = Operations.common(TraceRequest.to(target), operation)
                .dontFragment(operation.getProbe().getDontFragment())
                .flowMethod(Operations.flowMethod(operation.getProbe()))
                .firstHop(trace.getFirstHop())
                .maxHops(trace.getMaxHops())
                .queries(trace.getQueries())
                .retries(trace.getRetries())
                .gapLimit(trace.getGapLimit())
                .timeout(Duration.ofNanos(trace.getTimeoutNanos()))
                .adaptiveTimeout(Adaptive.of(trace.getAdaptiveTimeout()))
                .sequential(trace.getSequential())
                .pacing(trace.getPacing())
                .diagnoseLoss(trace.getDiagnoseLoss())
                .enrichment(trace.getEnrichment());
        // Only what was refused, since to ask for names without enrichment is a mistake.
        if (!trace.getReverseDns()) {
            builder.reverseDns(false);
        }
        if (operation.getProbe().hasSize()) {
            builder.size(operation.getProbe().getSize());
        }
        return builder.build();
    }
}
