// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.topology.Node;

/** Traces through simulated networks, and views of results. */
final class Traces {
    /** What two equal traces have in common: all but the two times of the real clock. */
    record Findings(StopReason stop, boolean reached, long sent, long received, List<Hop> hops) {
        static Findings of(TraceResult result) {
            return new Findings(
                    result.stopReason(),
                    result.reached(),
                    result.probesSent(),
                    result.repliesReceived(),
                    result.hops());
        }
    }

    private Traces() {}

    static PathTracer tracer(Topology topology, long seed) {
        return PathTracer.builder()
                .transport(SimulatedNetwork.of(topology, seed))
                .build();
    }

    /** One trace in a network of its own. */
    static TraceResult trace(Topology topology, long seed, String target, Consumer<TraceRequest.Builder> options) {
        try (PathTracer tracer = tracer(topology, seed)) {
            return tracer.trace(request(target, options));
        }
    }

    static TraceResult trace(Topology topology, String target) {
        return trace(topology, 1, target, request -> {});
    }

    static TraceRequest request(String target, Consumer<TraceRequest.Builder> options) {
        TraceRequest.Builder request = TraceRequest.to(target).rateLimit(0);
        options.accept(request);
        return request.build();
    }

    /** Each hop's first responder, by its node's name; "-" for a silent hop. */
    static List<String> names(Topology topology, TraceResult result) {
        List<String> names = new ArrayList<>();
        for (Hop hop : result.hops()) {
            Optional<InetAddress> address = hop.address();
            names.add(address.flatMap(topology::owner).map(Node::name).orElse("-"));
        }
        return names;
    }

    /** The outcomes of a TTL, counted from 1. */
    static List<ProbeOutcome> outcomes(TraceResult result, int ttl) {
        return result.hops().get(ttl - 1).probes().stream()
                .map(probe -> probe.outcome())
                .toList();
    }

    /** The first outcome of a TTL, of which the test knows the kind. */
    static <T extends ProbeOutcome> T first(TraceResult result, int ttl, Class<T> kind) {
        return kind.cast(outcomes(result, ttl).get(0));
    }
}
