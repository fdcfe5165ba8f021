// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;

/** What leaves this host during traces, as another program understands it. */
@InLab(tools = "tshark")
@SameForAllUsers
class TsharkIT {
    private static final int ROUTERS = 3;
    private static final int QUERIES = 2;

    /** A trace between two marks. */
    private record Captured(Protocol protocol, Family family, TraceResult result, List<Packet> packets) {
        @Override
        public String toString() {
            return protocol + " over " + family + ": " + packets;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DATAGRAM_EPOLL", "RAW_EPOLL"})
    void everyTrace_isOneFlowOfRightPacketsAndEndsWithItsResult(Transport transport) throws Exception {
        try (Lab lab = Lab.chain(ROUTERS).open();
                PathTracer tracer = transport.open();
                Tshark tshark = Tshark.at("to-r1", lab)) {
            List<Captured> traces = new ArrayList<>();
            for (Family family : Family.values()) {
                for (Protocol protocol : Protocol.values()) {
                    TraceResult result = tracer.trace(Traces.to(lab, family, transport)
                            .protocol(protocol)
                            .queries(QUERIES)
                            .build());
                    traces.add(new Captured(protocol, family, result, tshark.packetsToMark()));
                }
            }
            // What is said of a trace holds until the end of those after it.
            traces.forEach(TsharkIT::assertRight);
        }
    }

    private static void assertRight(Captured trace) {
        List<Packet> probes = trace.packets.stream()
                .filter(packet -> packet.isProbe(trace.protocol))
                .toList();
        assertThat(trace.result.reached()).isTrue();
        // Nothing is left out, and nothing of an earlier trace follows its end.
        assertThat(probes).as(trace.toString()).hasSize((int) trace.result.probesSent());
        assertThat(trace.packets).as(trace.toString()).allMatch(packet -> packet.isOf(trace.protocol));
        assertThat(probes).as(trace.toString()).allMatch(Packet::checksumsAreRight);
        assertThat(probes)
                .filteredOn(probe -> probe.ttl() <= ROUTERS + 1)
                .extracting(Packet::ttl)
                .containsExactlyInAnyOrder(eachTtl());
        List<Function<Packet, String>> flow =
                List.of(Packet::source, Packet::destination, Packet::ports, Packet::trafficClass, Packet::flowLabel);
        assertThat(flow)
                .as(trace.toString())
                .allSatisfy(field -> assertThat(probes).extracting(field).containsOnly(field.apply(probes.get(0))));
    }

    private static Integer[] eachTtl() {
        List<Integer> ttls = new ArrayList<>();
        for (int ttl = 1; ttl <= ROUTERS + 1; ttl++) {
            for (int query = 0; query < QUERIES; query++) {
                ttls.add(ttl);
            }
        }
        return ttls.toArray(Integer[]::new);
    }
}
