// SPDX-License-Identifier: Apache-2.0
package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.PathTracer;
import org.pathtracer.StopReason;
import org.pathtracer.TraceResult;
import org.pathtracer.testkit.PacketNetwork;
import org.pathtracer.testkit.Scenario;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.junit.SimulatedNetwork;

/** The ways that the documentation shows to a simulated network. */
class OfficeTest {
    @Test
    void server_isThreeHopsAway(@SimulatedNetwork("office.toml") PathTracer tracer) {
        TraceResult trace = tracer.trace("203.0.113.9");
        assertEquals(StopReason.DESTINATION, trace.stopReason());
        assertEquals(3, trace.hops().size());
    }

    @Test
    void builtTopology_isTraced() {
        Topology topology = Topology.builder()
                .source("client")
                .router("r1")
                .router("r2", node -> node.icmpRate(1, 6).initialTtl(64))
                .destination("server", node -> node.address("203.0.113.9"))
                .path(List.of("client", "r1", "r2", "server"), link -> link.delay(Duration.ofMillis(5)))
                .build();
        var network = org.pathtracer.testkit.SimulatedNetwork.of(topology, 42);
        try (PathTracer tracer = PathTracer.builder().transport(network).build()) {
            assertEquals(3, tracer.trace("203.0.113.9").hops().size());
        }
        assertEquals(0, PacketNetwork.of(topology, 42).counters().injected());
    }

    @Test
    void builtInScenarios_areRead() {
        for (String name : Scenario.builtIn()) {
            assertEquals(name, Scenario.named(name).name());
        }
    }
}
