// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.StopReason;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.Rejection;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.result.PingCountsRecord;

/** Pings over every kind of socket, poller and family. */
@InLab(tools = "nft")
@SuppressWarnings("try") // an open lab is a network, whether or not the variable is used
class PingIT {
    static Stream<org.junit.jupiter.params.provider.Arguments> everyWay() {
        return ChainTraceIT.everyWay();
    }

    private static PingRequest.Builder to(Lab lab, Family family, Transport transport) {
        return PingRequest.to(lab.target(family).getHostAddress())
                .transport(transport.kind)
                .interval(Duration.ofMillis(5));
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void target_answersEachProbe(Transport transport, Family family) {
        try (Lab lab = Lab.chain(3).open();
                PathTracer tracer = transport.open()) {
            PingResult result = tracer.ping(to(lab, family, transport).count(20).build());
            assertThat(result.stopReason()).isEqualTo(StopReason.COMPLETED);
            assertThat(result.transport().name()).isEqualTo(transport.kind);
            assertThat(result.sent()).isEqualTo(20);
            assertThat(result.received()).isEqualTo(20);
            assertThat(result.counts()).isEqualTo(PingCountsRecord.NONE);
            assertThat(result.replies()).hasSize(20).allSatisfy(reply -> {
                assertThat(reply.answer()).isInstanceOf(ProbeOutcome.EchoReply.class);
                assertThat(reply.answer().reception().replyTtl()).hasValue(61);
                assertThat(reply.answer().reception().address()).isEqualTo(lab.target(family));
            });
            assertThat(result.statistics().min().orElseThrow()).isPositive();
            assertThat(result.statistics().jitter()).isPresent();
            assertThat(result.duration()).isGreaterThan(Duration.ofMillis(95));
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void errorsOnTheWay_areToldAndLost(Transport transport, Family family) {
        try (Lab lab = Lab.chain(3).rejecting(2, Rejection.HOST).open();
                PathTracer tracer = transport.open()) {
            PingResult refused = tracer.ping(to(lab, family, transport).count(5).build());
            assertThat(refused.counts().unreachable()).isEqualTo(5);
            assertThat(refused.statistics().lossRatio()).isEqualTo(1);
            assertThat(refused.replies()).allSatisfy(reply -> {
                assertThat(reply.answer().reception().address()).isEqualTo(lab.routerAddress(2, family));
                assertThat(((ProbeOutcome.Unreachable) reply.answer()).reason()).isEqualTo(UnreachableReason.HOST);
            });
            PingResult exceeded =
                    tracer.ping(to(lab, family, transport).ttl(1).count(5).build());
            assertThat(exceeded.counts().timeExceeded()).isEqualTo(5);
            assertThat(exceeded.reached()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothFamiliesAndSilentTargets_goTogether(Transport transport) {
        try (Lab lab = Block.open();
                PathTracer tracer = transport.open()) {
            PingResult result =
                    tracer.ping(PingRequest.toAll(List.of("10.98.1.0/26", "fd98::/122", "10.97.0.1", "nowhere.invalid"))
                            .transport(transport.kind)
                            .interval(Duration.ZERO)
                            .timeout(Duration.ofMillis(500))
                            .count(3)
                            .build());
            assertThat(result.targets()).hasSize(62 + 63 + 2);
            assertThat(result.targets().subList(0, 125)).allMatch(series -> series.received() == 3);
            PingSeries silent = result.targets().get(125);
            assertThat(silent.statistics().lossRatio()).isEqualTo(1);
            assertThat(silent.outages()).hasSize(1);
            assertThat(result.targets().get(126).target().failure()).isPresent();
        }
    }
}
