// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import java.time.Duration;
import java.util.List;
import org.pathtracer.PingRequest;
import org.pathtracer.fleet.wire.Operation;
import org.pathtracer.fleet.wire.Ping;

/** A ping as a message, and back. */
final class PingOperation {
    private PingOperation() {}

    static Ping of(PingRequest from) {
        return Ping.newBuilder()
                .setCount(from.count())
                .setIntervalNanos(from.interval().toNanos())
                .setPeriodNanos(from.period().toNanos())
                .setTimeoutNanos(from.timeout().toNanos())
                .setTtl(from.ttl())
                .setKeptReplies(from.keptReplies())
                .setTargetResults(from.targetResults().name())
                .build();
    }

    static PingRequest request(Operation operation, List<String> targets) {
        Ping ping = operation.getPing();
        Operations.require(
                ping.getCount() > 0 && targets.size() <= Bounds.TARGETS,
                "a ping of a fleet has a count, and at most %d targets".formatted(Bounds.TARGETS));
        PingRequest.Builder builder = Operations.common(PingRequest.toAll(targets), operation)
                .dontFragment(operation.getProbe().getDontFragment())
                .flowMethod(Operations.flowMethod(operation.getProbe()))
                .count(ping.getCount())
                .interval(Duration.ofNanos(ping.getIntervalNanos()))
                .period(Duration.ofNanos(ping.getPeriodNanos()))
                .timeout(Duration.ofNanos(ping.getTimeoutNanos()))
                .ttl(ping.getTtl())
                .keptReplies(ping.getKeptReplies())
                .targetResults(Operations.constant(
                        org.pathtracer.ping.TargetResults.class, "choice of results", ping.getTargetResults()));
        if (operation.getProbe().hasSize()) {
            builder.size(operation.getProbe().getSize());
        }
        return builder.build();
    }
}
