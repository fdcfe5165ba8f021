// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import java.time.Duration;
import org.pathtracer.MultipathRequest;
import org.pathtracer.fleet.wire.Multipath;
import org.pathtracer.fleet.wire.Operation;
import org.pathtracer.multipath.MultipathAlgorithm;

/** A search for all paths as a message, and back. */
final class MultipathOperation {
    private MultipathOperation() {}

    static Multipath of(MultipathRequest from) {
        Multipath.Builder multipath = Multipath.newBuilder()
                .setFirstHop(from.firstHop())
                .setMaxHops(from.maxHops())
                .setTimeoutNanos(from.timeout().toNanos())
                .setAdaptiveTimeout(Adaptive.of(from.adaptiveTimeout()))
                .setConfidence(from.confidence())
                .setScope(from.scope().name())
                .setLeastShare(from.leastShare())
                .setAlgorithm(from.algorithm().name())
                .setMaxWidth(from.maxWidth())
                .setFlows(from.flows())
                .setMaxProbes(from.maxProbes())
                .setNeighbours(from.neighbours())
                .setRetries(from.retries())
                .setGapLimit(from.gapLimit())
                .setThrifty(from.thrifty())
                .setAliases(from.aliases())
                .setEnrichment(from.enrichment())
                .setReverseDns(from.reverseDns())
                .setFlowChosen(from.flowSaid());
        from.seed().ifPresent(multipath::setSeed);
        return multipath.build();
    }

    static MultipathRequest request(Operation operation, String target) {
        Multipath multipath = operation.getMultipath();
        MultipathRequest.Builder builder = Operations.common(MultipathRequest.to(target), operation)
                .dontFragment(operation.getProbe().getDontFragment())
                .flowMethod(Operations.flowMethod(operation.getProbe()))
                .firstHop(multipath.getFirstHop())
                .maxHops(multipath.getMaxHops())
                .timeout(Duration.ofNanos(multipath.getTimeoutNanos()))
                .adaptiveTimeout(Adaptive.of(multipath.getAdaptiveTimeout()))
                .leastShare(multipath.getLeastShare())
                .algorithm(Operations.constant(MultipathAlgorithm.class, "algorithm", multipath.getAlgorithm()))
                .maxWidth(multipath.getMaxWidth())
                .flows(multipath.getFlows())
                .maxProbes(multipath.getMaxProbes())
                .neighbours(multipath.getNeighbours())
                .retries(multipath.getRetries())
                .gapLimit(multipath.getGapLimit())
                .thrifty(multipath.getThrifty())
                .aliases(multipath.getAliases())
                .enrichment(multipath.getEnrichment());
        if (Operations.constant(MultipathRequest.Scope.class, "scope", multipath.getScope())
                == MultipathRequest.Scope.NODE) {
            builder.nodeConfidence(multipath.getConfidence());
        } else {
            builder.confidence(multipath.getConfidence());
        }
        // Only what was refused, since to ask for names without enrichment is a mistake.
        if (!multipath.getReverseDns()) {
            builder.reverseDns(false);
        }
        if (operation.getProbe().hasSize()) {
            builder.size(operation.getProbe().getSize());
        }
        if (multipath.hasSeed()) {
            builder.seed(multipath.getSeed());
        }
        if (multipath.getFlowChosen() && !operation.getProbe().hasSourcePort()) {
            builder.flow(operation.getProbe().getFlow());
        }
        return builder.build();
    }
}
