// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.util.List;
import org.pathtracer.Protocol;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;

/**
 * A transport over a network that exists in memory, in virtual time: waiting takes no time.
 *
 * <pre>{@code
 * Topology topology = Topology.chain(9, Duration.ofMillis(5));
 * try (PathTracer tracer = PathTracer.builder().transport(SimulatedNetwork.of(topology, 1)).build()) {
 *     TraceResult result = tracer.trace("10.0.0.9");
 * }
 * }</pre>
 *
 * Each tracer gets a network of its own, which starts at time 0. The same seed and the same operations, one after the
 * other, give the same results; only {@code TraceResult.started()} is of the real clock. Operations at the same time
 * share the network, and their order is that of their threads.
 */
public final class SimulatedNetwork implements ProbeTransportProvider {
    private static final int PREFERENCE = 1000;

    private final Topology topology;
    private final long seed;

    private SimulatedNetwork(Topology topology, long seed) {
        this.topology = topology;
        this.seed = seed;
    }

    /** A network in which chance depends on the seed alone. */
    public static SimulatedNetwork of(Topology topology, long seed) {
        return new SimulatedNetwork(topology, seed);
    }

    /** What is simulated. */
    public Topology topology() {
        return topology;
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public int preference() {
        return PREFERENCE;
    }

    @Override
    public Support supports(ProbeNeed need) {
        if (need.protocol() != Protocol.ICMP) {
            return new Support.Unsupported("simulated networks answer ICMP probes only");
        } else if (!topology.supports(need.family())) {
            return new Support.Unsupported("the simulated source has no %s address".formatted(need.family()));
        }
        return new Support.Available("simulated in virtual time, seed " + seed, List.of());
    }

    @Override
    public ProbeTransport open(TransportListener listener) {
        return new VirtualTransport(topology, seed, listener);
    }
}
