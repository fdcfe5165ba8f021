// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.StopReason;
import org.pathtracer.TraceResult;
import org.pathtracer.result.EnrichmentReportRecord;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.check.Checks;

class ChainTraceTest {
    private static final Topology CHAIN = Topology.chain(9, Duration.ofMillis(5));

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.", "fd00::"})
    void chain_everyHopAtItsExactTime(String prefix) {
        try (PathTracer tracer =
                PathTracer.builder().transport(SimulatedNetwork.of(CHAIN, 1)).build()) {
            TraceResult result = tracer.trace(prefix + "9");
            assertThat(result.stopReason()).isEqualTo(StopReason.DESTINATION);
            assertThat(result.hops()).hasSize(9);
            for (Hop hop : result.hops()) {
                assertThat(hop.address()).contains(Checks.address(prefix + hop.ttl()));
                assertThat(hop.statistics().max()).contains(Duration.ofMillis(10L * hop.ttl()));
                assertThat(hop.received()).isEqualTo(3);
            }
        }
    }

    /** No server is asked about addresses that exist here alone, and nothing depends on this host. */
    @Test
    void sameSeed_sameResultWithSegments() {
        TraceResult first = traced();
        assertThat(first.enrichment()).isEqualTo(EnrichmentReportRecord.NONE);
        assertThat(first.hops()).allMatch(hop -> hop.info().segment().isPresent());
        assertThat(traced())
                .usingRecursiveComparison()
                .ignoringFields("run.started")
                .isEqualTo(first);
    }

    private static TraceResult traced() {
        try (PathTracer tracer =
                PathTracer.builder().transport(SimulatedNetwork.of(CHAIN, 1)).build()) {
            return tracer.trace("10.0.0.9");
        }
    }

    @Test
    void unknownDestination_unreachableFromTheFirstRouter() {
        try (PathTracer tracer =
                PathTracer.builder().transport(SimulatedNetwork.of(CHAIN, 1)).build()) {
            TraceResult result = tracer.trace("192.0.2.1");
            assertThat(result.stopReason()).isEqualTo(StopReason.UNREACHABLE);
            assertThat(result.hops()).hasSize(1);
        }
    }
}
