// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.Diagnosis;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.Omission;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.spi.HostNames;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.Surroundings;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.testkit.FaultZoo;
import org.pathtracer.testkit.FaultySpecimen;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.SimulatedSurroundings;
import org.pathtracer.testkit.SimulatedSurroundings.NameServer;
import org.pathtracer.testkit.SimulatedSurroundings.Service;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;

/** Hosts, targets and systems with which not everything can be looked at. */
class DiagnosisLimitsTest {
    private static final String TARGET = "203.0.113.9";

    private static SimulatedSurroundings.Builder around() {
        return SimulatedSurroundings.builder()
                .host("192.168.1.20", 24)
                .gateway("192.168.1.1")
                .service(Service.working(Duration.ofMillis(20)));
    }

    private static Topology path(UnaryOperator<TopologyBuilder> more) {
        return more.apply(Topology.builder()
                        .source("me", node -> node.address("192.168.1.20"))
                        .router("gateway", node -> node.address("192.168.1.1"))
                        .router("transit", node -> node.address("62.115.3.4"))
                        .destination(
                                "target",
                                node -> node.address(TARGET)
                                        .hostname("shop.example")
                                        .tcpOpen(443)
                                        .tcpOpen(80))
                        .path(List.of("me", "gateway", "transit", "target"), link -> link.delay(Duration.ofMillis(3))))
                .build();
    }

    private static Diagnosis diagnose(ProbeTransportProvider network, String target) {
        try (PathTracer tracer = PathTracer.builder().transport(network).build()) {
            return tracer.diagnose(target);
        }
    }

    private static Diagnosis diagnose(SimulatedSurroundings surroundings, String target) {
        return diagnose(SimulatedNetwork.of(path(builder -> builder), 1).surroundedBy(surroundings), target);
    }

    private static List<Finding> weighty(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .toList();
    }

    @Test
    void thisHost_hasNoPath() {
        Diagnosis diagnosis = diagnose(around().build(), "192.168.1.20:443");
        assertThat(weighty(diagnosis)).isEmpty();
        assertThat(diagnosis.notLookedAt()).anyMatch(limit -> limit.sentence().contains("this host"));
        assertThat(diagnosis.probesSent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:443", "[::1]:443"})
    void loopback_isThereWithoutALink(String target) {
        SimulatedSurroundings unplugged = SimulatedSurroundings.builder()
                .service(Service.working(Duration.ofMillis(20)))
                .build();
        assertThat(weighty(diagnose(unplugged, target))).isEmpty();
        assertThat(weighty(diagnose(unplugged, TARGET + ":443")))
                .singleElement()
                .satisfies(found -> assertThat(found.kind()).isEqualTo(FindingKind.NO_LINK));
    }

    @Test
    void targetInTheSameSubnet_isHealthyWithoutARouter() {
        Topology topology = Topology.builder()
                .source("me", node -> node.address("192.168.1.20"))
                .destination("neighbour", node -> node.address("192.168.1.30").tcpOpen(443))
                .link("me", "neighbour", link -> link.delay(Duration.ofMillis(1)))
                .build();
        Diagnosis diagnosis =
                diagnose(SimulatedNetwork.of(topology, 1).surroundedBy(around().build()), "192.168.1.30:443");
        assertThat(weighty(diagnosis)).isEmpty();
    }

    @Test
    void nameWithOneFamily_isHealthy() {
        NameServer server = NameServer.answering(Duration.ofMillis(9), addresses(TARGET));
        assertThat(weighty(diagnose(around().nameServer("9.9.9.9", server).build(), "https://shop.example/")))
                .isEmpty();
    }

    private static List<InetAddress> addresses(String... literals) {
        return List.of(literals).stream()
                .map(literal -> {
                    try {
                        return InetAddress.getByName(literal);
                    } catch (java.net.UnknownHostException e) {
                        throw new IllegalArgumentException(e);
                    }
                })
                .toList();
    }

    @Test
    void hostWithoutIpv6_saysThatItWasNotLookedAt() {
        NameServer server = NameServer.answering(Duration.ofMillis(9), addresses(TARGET, "2001:db8::9"));
        Diagnosis diagnosis = diagnose(around().nameServer("9.9.9.9", server).build(), "https://shop.example/");
        assertThat(weighty(diagnosis)).isEmpty();
        assertThat(diagnosis.notLookedAt()).anyMatch(limit -> limit.sentence().contains("IPv6"));
    }

    @Test
    void noNameServer_asksTheSystem() {
        assertThat(weighty(diagnose(around().build(), "https://shop.example/"))).isEmpty();
    }

    @Test
    void noNameServerAndUnknownName_isAFinding() {
        assertThat(weighty(diagnose(around().build(), "https://other.example/")))
                .singleElement()
                .matches(finding -> finding.kind() == FindingKind.NAME_UNKNOWN);
    }

    @Test
    void noSurroundings_areSaidToBeMissing() {
        Diagnosis diagnosis = diagnose(SimulatedNetwork.of(path(builder -> builder), 1), TARGET + ":443");
        assertThat(weighty(diagnosis)).isEmpty();
        assertThat(diagnosis.notLookedAt()).anyMatch(limit -> limit.kind() == Omission.SIMULATED);
    }

    /** What a system without a permission for ICMP has. */
    private record WithoutIcmp(SimulatedNetwork network) implements ProbeTransportProvider {
        @Override
        public String name() {
            return "no ICMP";
        }

        @Override
        public boolean simulated() {
            return true;
        }

        @Override
        public HostNames hostNames() {
            return network.hostNames();
        }

        @Override
        public Optional<Surroundings> surroundings() {
            return network.surroundings();
        }

        @Override
        public int preference() {
            return network.preference();
        }

        @Override
        public Support supports(ProbeNeed need) {
            return need.protocol() == Protocol.ICMP
                    ? new Support.Refused("ICMP sockets are not permitted", List.of("ask an administrator"))
                    : network.supports(need);
        }

        @Override
        public ProbeTransport open(TransportListener listener) {
            return network.open(listener);
        }
    }

    @Test
    void withoutIcmp_saysWhatCouldNotBeLookedAt() {
        SimulatedNetwork network =
                SimulatedNetwork.of(path(builder -> builder), 1).surroundedBy(around().build());
        Diagnosis diagnosis = diagnose(new WithoutIcmp(network), TARGET + ":443");
        assertThat(weighty(diagnosis)).isEmpty();
        assertThat(diagnosis.notLookedAt())
                .anySatisfy(
                        limit -> assertThat(limit.sentence())
                                .containsPattern(
                                        "No transport can send ICMP .* here: .+: ICMP sockets are not permitted; to enable it: ask"));
    }

    @ParameterizedTest
    @EnumSource(
            value = FindingKind.class,
            names = {"PORT_CLOSED", "HOST_DOWN", "LOOP", "LOCAL_LOSS", "PROHIBITED", "TLS"})
    void withoutPrivileges_findsTheSame(FindingKind kind) {
        FaultySpecimen specimen = FaultZoo.of(kind, 1);
        Diagnosis diagnosis = diagnose(specimen.network().unprivileged(), specimen.target());
        assertThat(specimen.isRight(diagnosis)).as("%s", diagnosis.findings()).isTrue();
    }
}
