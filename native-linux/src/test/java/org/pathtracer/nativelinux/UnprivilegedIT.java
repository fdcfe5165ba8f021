// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.nativelinux.Traces.addresses;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TransportReport;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.Support;

/** UDP and TCP need no privilege and no setting of the system. */
@InLab(tools = "setpriv")
class UnprivilegedIT {
    @Test
    void userWithoutCapabilities_tracesWithUdpAndTcp() {
        try (Lab lab = Lab.chain(4).open()) {
            String v4 = lab.target(Family.V4).getHostAddress();
            String v6 = lab.target(Family.V6).getHostAddress();
            // Without root's user it could not read the libraries in root's home; without capabilities it is an
            // ordinary user to the network.
            List<String> java = List.of(
                    "setpriv",
                    "--bounding-set=-all",
                    "--inh-caps=-all",
                    "--no-new-privs",
                    "--",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    OrdinaryUser.class.getName(),
                    v4,
                    v6);
            String printed = lab.exec(Lab.CLIENT, java).expectSuccess().stdout();
            assertThat(printed.lines())
                    .containsExactly(
                            "UDP dgram " + lab.hops(Family.V4),
                            "TCP dgram " + lab.hops(Family.V4),
                            "UDP dgram " + lab.hops(Family.V6),
                            "TCP dgram " + lab.hops(Family.V6));
        }
    }

    /** As on most systems, and in the lab's other nodes. */
    @Test
    void pingGroupRangeClosed_stopsIcmpOnly() throws Exception {
        try (Lab lab = Lab.chain(1).open()) {
            List<TransportReport> reports = new ArrayList<>();
            TraceResult result = lab.in(Lab.router(1), () -> {
                try (PathTracer tracer = PathTracer.create()) {
                    reports.addAll(tracer.transports());
                    return tracer.trace(TraceRequest.to(lab.target(Family.V4).getHostAddress())
                            .protocol(Protocol.UDP)
                            .transport("dgram")
                            .build());
                }
            });
            assertThat(addresses(result)).containsExactly(lab.target(Family.V4));
            assertThat(reports)
                    .filteredOn(report -> report.name().equals("dgram"))
                    .allSatisfy(report -> {
                        assertThat(report.available()).isEqualTo(report.protocol() != Protocol.ICMP);
                        assertThat(report.remedies().isEmpty()).isEqualTo(report.available());
                    });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IPV4", "IPV6"})
    void whatTheKernelDoesNotLetUsChoose_isSaid(AddressFamily family) {
        DatagramProvider provider = new DatagramProvider();
        assertThat(provider.supports(need(Protocol.TCP, family, ProbeNeed.Feature.SIZE)))
                .isInstanceOfSatisfying(
                        Support.Unsupported.class,
                        support -> assertThat(support.reason()).contains("size"));
        assertThat(provider.supports(need(Protocol.UDP, family, ProbeNeed.Feature.SIZE)))
                .isInstanceOf(Support.Available.class);
        for (Protocol protocol : Protocol.values()) {
            assertThat(provider.supports(need(protocol, family, ProbeNeed.Feature.IDENTIFICATION)))
                    .isInstanceOfSatisfying(
                            Support.Unsupported.class,
                            support -> assertThat(support.reason()).contains("identification"));
            Support label = provider.supports(need(protocol, family, ProbeNeed.Feature.FLOW_LABEL));
            assertThat(label instanceof Support.Available).isEqualTo(family == AddressFamily.IPV6);
            Support raw = new RawProvider().supports(need(protocol, family, ProbeNeed.Feature.IDENTIFICATION));
            assertThat(raw instanceof Support.Available).isEqualTo(family == AddressFamily.IPV4);
        }
    }

    @Test
    void connections_areOnePerFlow() {
        assertThat(new DatagramProvider().supports(new ProbeNeed(Protocol.TCP, AddressFamily.IPV4)))
                .isInstanceOfSatisfying(Support.Available.class, support -> {
                    assertThat(support.oneProbePerFlow()).isTrue();
                    assertThat(support.limits()).isNotEmpty();
                });
        assertThat(new RawProvider().supports(new ProbeNeed(Protocol.TCP, AddressFamily.IPV4)))
                .isInstanceOfSatisfying(
                        Support.Available.class,
                        support -> assertThat(support.oneProbePerFlow()).isFalse());
    }

    private static ProbeNeed need(Protocol protocol, AddressFamily family, ProbeNeed.Feature feature) {
        return new ProbeNeed(protocol, family, Set.of(feature));
    }
}
