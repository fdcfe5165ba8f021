// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceResult;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.topology.NodeBuilder;

/** How to test an application that traces: in a simulated network, in milliseconds, the same each time. */
class SimulatedNetworkTest {
    @Test
    void silentRouter_isAHopWithoutAddress() {
        Topology topology = Topology.builder()
                .source("client")
                .router("r1")
                .router("r2", NodeBuilder::silent)
                .destination("server", node -> node.address("203.0.113.9"))
                .path(List.of("client", "r1", "r2", "server"), link -> link.delay(Duration.ofMillis(5)))
                .build();
        try (PathTracer tracer = PathTracer.builder()
                .transport(SimulatedNetwork.of(topology, 42))
                .build()) {
            TraceResult trace = tracer.trace("203.0.113.9");
            assertTrue(trace.reached());
            assertTrue(trace.hops().get(1).address().isEmpty());
            // Three links there and three back; in virtual time to the nanosecond.
            assertEquals(Duration.ofMillis(30), trace.hops().get(2).rtt().orElseThrow());
        }
    }
}
