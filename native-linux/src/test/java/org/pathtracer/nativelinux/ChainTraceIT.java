// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.nativelinux.Traces.addresses;
import static org.pathtracer.nativelinux.Traces.receptions;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.PathTracer;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.probe.TimestampSource;

/** The main job, over every kind of socket, poller and family. */
@InLab
class ChainTraceIT {
    static Stream<Arguments> everyWay() {
        return Stream.of(Transport.values())
                .flatMap(transport -> Stream.of(Family.values()).map(family -> Arguments.of(transport, family)));
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void chain_isTracedHopByHop(Transport transport, Family family) {
        try (Lab lab = Lab.chain(11).open();
                PathTracer tracer = transport.open()) {
            TraceResult result = tracer.trace(Traces.to(lab, family, transport).build());
            assertThat(addresses(result)).isEqualTo(lab.hops(family));
            assertThat(result.reached()).isTrue();
            assertThat(result.stopReason()).isEqualTo(StopReason.DESTINATION);
            assertThat(result.transport().name()).isEqualTo(transport.kind);
            assertThat(result.hops()).allSatisfy(hop -> {
                assertThat(hop.sent()).isEqualTo(3);
                assertThat(hop.received()).isEqualTo(3);
                assertThat(hop.rtt()).hasValueSatisfying(rtt -> assertThat(rtt).isPositive());
            });
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void answers_haveReplyTtlAndKernelTimes(Transport transport, Family family) {
        try (Lab lab = Lab.chain(3).open();
                PathTracer tracer = transport.open()) {
            TraceRequest request = Traces.to(lab, family, transport).build();
            TraceResult result = Traces.timedByKernel(tracer, request);
            for (int ttl = 1; ttl <= 4; ttl++) {
                int expected = 64 - (ttl - 1);
                assertThat(receptions(result.hops().get(ttl - 1))).allSatisfy(reception -> {
                    assertThat(reception.replyTtl()).hasValue(expected);
                    assertThat(reception.timestampSource()).isEqualTo(TimestampSource.KERNEL);
                });
                assertThat(result.hops().get(ttl - 1).responders().get(0).returnHops())
                        .hasValue(ttl);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void sequential_givesTheSameHops(Transport transport, Family family) {
        try (Lab lab = Lab.chain(5).silent(2).open();
                PathTracer tracer = transport.open()) {
            TraceRequest.Builder request = Traces.to(lab, family, transport).timeout(Duration.ofMillis(200));
            TraceResult concurrent = tracer.trace(request.build());
            TraceResult sequential = tracer.trace(request.sequential(true).build());
            assertThat(addresses(sequential)).isEqualTo(addresses(concurrent));
            assertThat(sequential.stopReason()).isEqualTo(concurrent.stopReason());
            assertThat(sequential.hops())
                    .hasSize(6)
                    .allSatisfy(hop -> assertThat(hop.sent()).isEqualTo(3));
            assertThat(sequential.probesSent()).isEqualTo(18);
        }
    }
}
