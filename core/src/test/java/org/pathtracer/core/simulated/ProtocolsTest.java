// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.FlowMethod;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeOutcome.IcmpError;
import org.pathtracer.probe.ProbeOutcome.TcpReset;
import org.pathtracer.probe.ProbeOutcome.TcpSynAck;
import org.pathtracer.probe.ProbeOutcome.TimeExceeded;
import org.pathtracer.probe.ProbeOutcome.Timeout;
import org.pathtracer.probe.ProbeOutcome.UdpReply;
import org.pathtracer.probe.ProbeOutcome.Unreachable;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeNeed.Feature;
import org.pathtracer.spi.Support;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.check.Checks;
import org.pathtracer.testkit.topology.NodeBuilder;

/** UDP and TCP probes: what ports answer, and what tells the probes apart. */
class ProtocolsTest {
    private static Topology network(Consumer<NodeBuilder> routers) {
        return Topology.builder()
                .source("client")
                .router("r1", routers)
                .router("r2", routers)
                .destination(
                        "server",
                        node -> node.tcpOpen(80, 90).tcpFiltered(85).udpOpen(53).udpFiltered(54))
                .path(List.of("client", "r1", "r2", "server"), link -> link.delay(Duration.ofMillis(5)))
                .build();
    }

    private static TraceResult trace(
            SimulatedNetwork network, AddressFamily family, Consumer<TraceRequest.Builder> options) {
        try (PathTracer tracer = PathTracer.builder().transport(network).build()) {
            return tracer.trace(Traces.request(family == AddressFamily.IPV6 ? "fd00::3" : "10.0.0.3", options));
        }
    }

    static Stream<Arguments> ports() {
        return Stream.of(AddressFamily.IPV4, AddressFamily.IPV6)
                .flatMap(family -> Stream.of(
                        Arguments.of(family, Protocol.UDP, 53, UdpReply.class),
                        Arguments.of(family, Protocol.UDP, 33_434, Unreachable.class),
                        Arguments.of(family, Protocol.UDP, 54, Timeout.class),
                        Arguments.of(family, Protocol.TCP, 90, TcpSynAck.class),
                        Arguments.of(family, Protocol.TCP, 91, TcpReset.class),
                        Arguments.of(family, Protocol.TCP, 85, Timeout.class)));
    }

    @ParameterizedTest
    @MethodSource("ports")
    void port_answersAsDescribed(
            AddressFamily family, Protocol protocol, int port, Class<? extends ProbeOutcome> outcome) {
        SimulatedNetwork whole = SimulatedNetwork.of(network(node -> {}), 1);
        for (SimulatedNetwork network : List.of(whole, whole.unprivileged())) {
            TraceResult result = trace(
                    network,
                    family,
                    request -> request.protocol(protocol).port(port).queries(2).maxHops(3));
            assertThat(result.hops()).hasSize(3);
            assertThat(Traces.outcomes(result, 1)).allMatch(TimeExceeded.class::isInstance);
            assertThat(result.hops().get(1).rtt()).contains(Duration.ofMillis(20));
            assertThat(Traces.outcomes(result, 3)).hasSize(2).allMatch(outcome::isInstance);
            assertThat(result.reached()).isEqualTo(outcome != Timeout.class);
        }
    }

    @Test
    void closedUdpPort_saidByTheAddressThatWasAsked() {
        Unreachable unreachable = Traces.first(
                trace(SimulatedNetwork.of(network(node -> {}), 1), AddressFamily.IPV4, r -> r.protocol(Protocol.UDP)),
                3,
                Unreachable.class);
        assertThat(unreachable.reason()).isEqualTo(UnreachableReason.PORT);
        assertThat(unreachable.reception().address()).isEqualTo(Checks.address("10.0.0.3"));
    }

    @Test
    void filters_allPortsThatAreNotOpen() {
        Topology topology = Topology.builder()
                .source("client")
                .destination("server", node -> node.filters().tcpOpen(80))
                .link("client", "server")
                .build();
        SimulatedNetwork network = SimulatedNetwork.of(topology, 1);
        try (PathTracer tracer = PathTracer.builder().transport(network).build()) {
            for (int port : new int[] {80, 81}) {
                TraceResult result = tracer.trace(Traces.request(
                        "10.0.0.1", r -> r.protocol(Protocol.TCP).port(port).maxHops(1)));
                assertThat(result.reached()).isEqualTo(port == 80);
            }
        }
    }

    @Test
    void routerAsTarget_closedPorts() {
        TraceResult result = Traces.trace(network(node -> {}), 1, "10.0.0.2", r -> r.protocol(Protocol.TCP));
        assertThat(Traces.first(result, 2, TcpReset.class).reception().rtt()).isEqualTo(Duration.ofMillis(20));
    }

    private static List<Matching> matchings(TraceResult result) {
        return result.hops().subList(0, 2).stream()
                .flatMap(hop -> hop.probes().stream())
                .map(probe -> ((IcmpError) probe.outcome()).quoted().matching())
                .toList();
    }

    @Test
    void wholeQuote_tagTellsTheProbe() {
        SimulatedNetwork network = SimulatedNetwork.of(network(node -> {}), 1);
        for (Protocol protocol : Protocol.values()) {
            assertThat(matchings(trace(network, AddressFamily.IPV4, r -> r.protocol(protocol))))
                    .hasSize(6)
                    .containsOnly(Matching.TAG);
        }
    }

    @Test
    void quoteOfEightBytesOfUdp_checksumTellsTheProbe() {
        SimulatedNetwork network = SimulatedNetwork.of(network(node -> node.quote(8)), 1);
        assertThat(matchings(trace(network, AddressFamily.IPV6, r -> r.protocol(Protocol.UDP))))
                .hasSize(6)
                .containsOnly(Matching.NUMBER);
    }

    @Test
    void quoteOfEightBytesOfTcp_sequenceNumberTellsTheProbe() {
        SimulatedNetwork network = SimulatedNetwork.of(network(node -> node.quote(8)), 1);
        assertThat(matchings(trace(network, AddressFamily.IPV4, r -> r.protocol(Protocol.TCP))))
                .hasSize(6)
                .containsOnly(Matching.TAG);
    }

    @Test
    void quoteOfEightBytesUnprivileged_onlyOneProbeAtATimeIsKnown() {
        SimulatedNetwork network =
                SimulatedNetwork.of(network(node -> node.quote(8)), 1).unprivileged();
        TraceResult result =
                trace(network, AddressFamily.IPV4, r -> r.protocol(Protocol.UDP).sequential(true));
        assertThat(matchings(result)).hasSize(6).containsOnly(Matching.ONLY_CANDIDATE);
        assertThat(result.reached()).isTrue();
    }

    @Test
    void unprivileged_showsNoHeaders() {
        SimulatedNetwork network = SimulatedNetwork.of(network(node -> {}), 1).unprivileged();
        for (Protocol protocol : Protocol.values()) {
            TraceResult result = trace(network, AddressFamily.IPV4, r -> r.protocol(protocol));
            assertThat(Traces.first(result, 1, TimeExceeded.class).quoted().shown())
                    .isFalse();
        }
    }

    @Test
    void foreignContent_noTagButTheOnlyCandidate() {
        Topology topology = Topology.builder()
                .source("client")
                .destination("server", node -> node.udpOpen(53).udpContent("no such name"))
                .link("client", "server")
                .build();
        TraceResult result = Traces.trace(
                topology,
                1,
                "10.0.0.1",
                r -> r.protocol(Protocol.UDP).port(53).queries(1).maxHops(1));
        assertThat(Traces.first(result, 1, UdpReply.class)).isNotNull();
    }

    @Test
    void dublin_identificationQuotedAsSent() {
        TraceResult result = trace(
                SimulatedNetwork.of(network(node -> {}), 1),
                AddressFamily.IPV4,
                r -> r.protocol(Protocol.UDP).flowMethod(FlowMethod.DUBLIN));
        assertThat(Traces.first(result, 2, TimeExceeded.class).quoted().changes())
                .isEmpty();
    }

    @Test
    void supports_whatSuchATransportCan() {
        SimulatedNetwork whole = SimulatedNetwork.of(network(node -> {}), 1);
        SimulatedNetwork unprivileged = whole.unprivileged();
        ProbeNeed dublin = need(Protocol.UDP, AddressFamily.IPV4, Feature.IDENTIFICATION);
        assertThat(whole.supports(dublin)).isInstanceOf(Support.Available.class);
        assertThat(unprivileged.supports(dublin)).isInstanceOf(Support.Unsupported.class);
        assertThat(whole.supports(need(Protocol.UDP, AddressFamily.IPV6, Feature.IDENTIFICATION)))
                .isInstanceOf(Support.Unsupported.class);
        assertThat(unprivileged.supports(need(Protocol.TCP, AddressFamily.IPV4, Feature.SIZE)))
                .isInstanceOf(Support.Unsupported.class);
        assertThat(unprivileged.supports(new ProbeNeed(Protocol.TCP, AddressFamily.IPV4)))
                .isInstanceOfSatisfying(
                        Support.Available.class,
                        available -> assertThat(available.oneProbePerFlow()).isTrue());
    }

    private static ProbeNeed need(Protocol protocol, AddressFamily family, Feature feature) {
        return new ProbeNeed(protocol, family, Set.of(feature));
    }
}
