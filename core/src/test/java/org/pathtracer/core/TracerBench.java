// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.pathtracer.RateLimit;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;

/** A tracer over a network with a thread of its own, simulated or, to do what no network would, scripted. */
final class TracerBench {
    static final String TARGET = ScriptedPath.TARGET.getHostAddress();

    final ScriptedNetwork network;
    final Tracer tracer;

    private TracerBench(ScriptedNetwork network, Optional<Executor> executor) {
        this.network = network;
        tracer = tracer(executor, network);
    }

    /** A chain of so many hops to {@link #TARGET}, each a millisecond of round-trip time. */
    static SimulatedNetwork chain(int hops) {
        TopologyBuilder builder = Topology.builder().source("source");
        List<String> names = new ArrayList<>(List.of("source"));
        for (int ttl = 1; ttl < hops; ttl++) {
            names.add("r" + ttl);
            builder.router("r" + ttl);
        }
        names.add("target");
        builder.destination("target", target -> target.address(TARGET))
                .path(names, link -> link.delay(Duration.ofNanos(500_000)));
        return SimulatedNetwork.of(builder.build(), 1);
    }

    /** Time jumps ahead, so every operation ends by itself. */
    static Tracer over(ProbeTransportProvider network) {
        return tracer(Optional.empty(), network);
    }

    /** Time stands still and nothing arrives, so no trace ends by itself. */
    static TracerBench still() {
        return new TracerBench(ScriptedNetwork.still(), Optional.empty());
    }

    static TracerBench still(Executor executor) {
        return new TracerBench(ScriptedNetwork.still(), Optional.of(executor));
    }

    static Tracer tracer(Optional<Executor> executor, ProbeTransportProvider... providers) {
        return new Tracer(new TracerConfiguration(List.of(providers), executor, RateLimit.NONE));
    }

    static TraceRequest request() {
        return TraceRequest.to(TARGET).build();
    }

    /** Waits, without sleeping, until the loop has done all it was told so far. */
    static void awaitFirstProbe(ScriptedNetwork network) {
        while (network.sent().isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
