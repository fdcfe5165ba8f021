// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.TraceRequest;
import org.pathtracer.ping.TargetResults;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;

/** Streamed pings and traces in bulk show up like others. */
class ManyTargetsMetricsTest {
    private static final List<String> TARGETS = List.of("10.0.0.1", "10.0.0.2", "10.0.0.3");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static PathTracer tracer() {
        return PathTracer.builder()
                .transport(SimulatedNetwork.of(Topology.chain(3, Duration.ofMillis(5)), 1))
                .build();
    }

    @Test
    void streamedPing_isCountedAsAnotherIs() {
        try (PathTracer tracer = tracer()) {
            PingRequest request = PingRequest.toAll(TARGETS)
                    .count(4)
                    .targetResults(TargetResults.STREAMED)
                    .build();
            Measurement<PingEvent, PingResult> ping = tracer.start(request);
            ping.events().subscribe(new PingMetrics(registry, TARGETS.size()));
            assertThat(ping.await().received()).isEqualTo(12);
        }
        // The close waits for what the subscriber was to be told.
        for (String target : TARGETS) {
            assertThat(registry.get("pathtracer.ping.probes")
                            .tags("target", target, "outcome", "answered")
                            .counter()
                            .count())
                    .isEqualTo(4);
        }
    }

    @Test
    void tracesInBulk_areAmongTheTracersProbes() {
        try (PathTracer tracer = tracer()) {
            new TracerMetrics(tracer).bindTo(registry);
            BulkTraceResult result = tracer.trace(TraceRequest.toAll(TARGETS).build());
            assertThat(registry.get("pathtracer.probes.sent").functionCounter().count())
                    .isEqualTo((double) result.probesSent());
            assertThat(registry.get("pathtracer.probes.in.flight").gauge().value())
                    .isZero();
        }
    }
}
