// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.util.List;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.Limit;
import org.pathtracer.Protocol;
import org.pathtracer.TransportLimit;
import org.pathtracer.spi.HostNames;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.Surroundings;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.testkit.virtual.SimulatedTransport;
import org.pathtracer.testkit.virtual.TopologyNames;
import org.pathtracer.testkit.virtual.View;

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
 *
 * @since 0.1.0
 */
public final class SimulatedNetwork implements ProbeTransportProvider {
    private static final int PREFERENCE = 1000;
    private static final Limit<TransportLimit> LIMIT =
            new Limit<>(TransportLimit.QUOTED_PACKET, "The headers of probes in ICMP errors are not shown.");

    private final Topology topology;
    private final long seed;
    private final View view;
    private final Optional<Surroundings> surroundings;

    private SimulatedNetwork(Topology topology, long seed, View view, Optional<Surroundings> surroundings) {
        this.topology = topology;
        this.seed = seed;
        this.view = view;
        this.surroundings = surroundings;
    }

    /** A network in which chance depends on the seed alone. */
    public static SimulatedNetwork of(Topology topology, long seed) {
        return new SimulatedNetwork(topology, seed, View.WHOLE, Optional.empty());
    }

    /**
     * The same network seen by a program without privileges: headers of probes in ICMP errors are not shown; TCP probes
     * are connections, of which there is one between two ports; a UDP probe of which only 8 bytes come back is known by
     * its ports, or by being the only one of its flow.
     */
    public SimulatedNetwork unprivileged() {
        return new SimulatedNetwork(topology, seed, View.UNPRIVILEGED, surroundings);
    }

    /**
     * The same network with what is around it: the host's interfaces, its name servers, and services. A diagnosis looks
     * at them.
     */
    public SimulatedNetwork surroundedBy(Surroundings value) {
        return new SimulatedNetwork(topology, seed, view, Optional.of(value));
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
    public boolean simulated() {
        return true;
    }

    @Override
    public HostNames hostNames() {
        return TopologyNames.of(topology);
    }

    @Override
    public Optional<Surroundings> surroundings() {
        return surroundings;
    }

    @Override
    public int preference() {
        return PREFERENCE;
    }

    @Override
    public Support supports(ProbeNeed need) {
        if (!topology.supports(need.family())) {
            return new Support.Unsupported("the simulated source has no %s address".formatted(need.family()));
        }
        boolean identification = need.features().contains(ProbeNeed.Feature.IDENTIFICATION);
        if (identification && need.family() == AddressFamily.IPV6) {
            return new Support.Unsupported("IPv6 has no identification");
        }
        if (need.features().contains(ProbeNeed.Feature.MARK)) {
            return new Support.Unsupported("a simulated source has no rules that a mark could meet");
        }
        String detail = "simulated in virtual time, seed " + seed;
        return view == View.WHOLE ? new Support.Available(detail, List.of()) : unprivileged(need, detail);
    }

    private static Support unprivileged(ProbeNeed need, String detail) {
        boolean tcp = need.protocol() == Protocol.TCP;
        if (need.features().contains(ProbeNeed.Feature.IDENTIFICATION)) {
            return new Support.Unsupported("without privileges the system chooses the identification");
        } else if (tcp && need.features().contains(ProbeNeed.Feature.SIZE)) {
            return new Support.Unsupported("without privileges the system chooses the size of a SYN");
        }
        return new Support.Available(detail + ", unprivileged", List.of(LIMIT), tcp);
    }

    @Override
    public ProbeTransport open(TransportListener listener) {
        return new SimulatedTransport(topology, seed, view, listener);
    }
}
