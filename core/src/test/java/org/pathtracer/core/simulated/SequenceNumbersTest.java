// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pathtracer.AddressFamily;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.testkit.ExpectedTrace;
import org.pathtracer.testkit.Scenario;
import org.pathtracer.testkit.Topology;

/** Probes have numbers of 16 bits; when those begin again, nothing else changes. */
class SequenceNumbersTest {
    private static final int NUMBERS = 1 << 16;
    private static final int ROUNDS = 20;
    private static final int QUERIES = 10;

    @Test
    void thirtyHopsTwentyRoundsOverTheWrap_allAsDescribed() {
        Scenario scenario = Scenario.named("thirty-hops");
        ExpectedTrace expected = scenario.traces().get(0);
        Topology topology = scenario.topology();
        try (PathTracer tracer = Traces.tracer(topology, 1)) {
            int perRound = 30 * QUERIES;
            long sent = 0;
            while (sent < NUMBERS - ROUNDS / 2 * perRound) {
                sent += tracer.trace(request(expected, topology, 100)).probesSent();
            }
            long beforeRounds = sent;
            for (int round = 0; round < ROUNDS; round++) {
                TraceResult result = tracer.trace(request(expected, topology, QUERIES));
                assertThat(expected.differences(result, topology, AddressFamily.IPV4, Duration.ZERO))
                        .isEmpty();
                assertThat(result.repliesReceived()).isEqualTo(perRound);
                sent += result.probesSent();
            }
            assertThat(beforeRounds).isLessThan(NUMBERS);
            assertThat(sent).isGreaterThan(NUMBERS + perRound);
        }
    }

    private static TraceRequest request(ExpectedTrace expected, Topology topology, int queries) {
        return expected.request(topology, AddressFamily.IPV4)
                .queries(queries)
                .rateLimit(0)
                .build();
    }
}
