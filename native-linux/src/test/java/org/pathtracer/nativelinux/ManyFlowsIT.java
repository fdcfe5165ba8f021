// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.nativelinux.Traces.addresses;
import static org.pathtracer.nativelinux.Traces.outcomes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.probe.ProbeOutcome;

/** Many source ports at once, and what is left of them. */
@InLab(tools = "nft")
@SameForAllUsers
class ManyFlowsIT {
    /** As many ports as a transport holds. */
    private static final int MOST_PORTS = 1024;

    static Stream<Arguments> everyProtocol() {
        return QuotingRoutersIT.everyProtocol()
                .filter(way -> way.get()[1] != Protocol.ICMP && way.get()[2] == Family.V4)
                .map(way -> Arguments.of(way.get()[0], way.get()[1]));
    }

    private static TraceRequest.Builder request(Lab lab, Transport transport, Protocol protocol) {
        return Traces.to(lab, Family.V4, transport).protocol(protocol).rateLimit(0);
    }

    /** Those that are no files: the JVM opens a jar whenever it first needs it. */
    private static long descriptors() throws Exception {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(descriptor -> !Files.isRegularFile(descriptor)).count();
        }
    }

    @ParameterizedTest
    @MethodSource("everyProtocol")
    void moreFlowsThanPorts_areTracedOneAfterTheOther(Transport transport, Protocol protocol) throws Exception {
        try (Lab lab = Lab.chain(1).open();
                PathTracer tracer = transport.open()) {
            long before = descriptors();
            for (int flow = 0; flow < MOST_PORTS + 200; flow++) {
                TraceResult result = tracer.trace(request(lab, transport, protocol)
                        .flow(flow)
                        .maxHops(1)
                        .queries(1)
                        .build());
                assertThat(addresses(result))
                        .as("flow %d", flow)
                        .isEqualTo(lab.hops(Family.V4).subList(0, 1));
            }
            // The raw ICMP and TCP sockets, and one for each port.
            assertThat(descriptors() - before).isLessThanOrEqualTo(MOST_PORTS + 5);
        }
    }

    @ParameterizedTest
    @MethodSource("everyProtocol")
    void moreFlowsAtOnceThanPorts_failBeyondTheBound(Transport transport, Protocol protocol) throws Exception {
        try (Lab lab = Lab.chain(1).blackhole(1).silent(1).open();
                PathTracer tracer = transport.open()) {
            List<CompletableFuture<TraceResult>> running = new ArrayList<>();
            for (int flow = 0; flow < MOST_PORTS + 10; flow++) {
                TraceRequest request = request(lab, transport, protocol)
                        .flow(flow)
                        .firstHop(2)
                        .maxHops(2)
                        .queries(1)
                        .timeout(Duration.ofSeconds(2))
                        .build();
                running.add(tracer.start(request).result().toCompletableFuture());
            }
            List<ProbeOutcome> outcomes = new ArrayList<>();
            for (CompletableFuture<TraceResult> result : running) {
                outcomes.addAll(outcomes(result.get()));
            }
            assertThat(outcomes).hasSize(MOST_PORTS + 10);
            assertThat(outcomes)
                    .filteredOn(ProbeOutcome.SendFailed.class::isInstance)
                    .hasSize(10)
                    .allSatisfy(outcome -> assertThat(((ProbeOutcome.SendFailed) outcome).advice())
                            .contains("1024 source ports"));
        }
    }

    @ParameterizedTest
    @MethodSource("everyProtocol")
    void cancelledTraces_leaveNoDescriptorButThePort(Transport transport, Protocol protocol) throws Exception {
        try (Lab lab = Lab.chain(2).silent(1).silent(2).blackhole(2).open()) {
            long closed = descriptors();
            try (PathTracer tracer = transport.open()) {
                tracer.trace(
                        request(lab, transport, protocol).maxHops(1).queries(1).build());
                long before = descriptors();
                for (int round = 0; round < 50; round++) {
                    try (Measurement<TraceEvent, TraceResult> running =
                            tracer.start(request(lab, transport, protocol).build())) {
                        running.cancel();
                        assertThat(running.result().toCompletableFuture().get().stopReason())
                                .isEqualTo(StopReason.CANCELLED);
                    }
                }
                assertThat(descriptors()).isLessThanOrEqualTo(before);
            }
            assertThat(descriptors()).isLessThanOrEqualTo(closed);
        }
    }
}
