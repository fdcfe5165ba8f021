// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.Measurement;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.PathChange;
import org.pathtracer.PathTracer;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;

/** Monitors of paths through real kernels. */
@InLab(tools = "nft")
@SameForAllUsers
class MonitorIT {
    private static final Duration OFTEN = Duration.ofMillis(20);

    static Stream<Arguments> everyWay() {
        return ChainTraceIT.everyWay();
    }

    private static MonitorRequest.Builder to(Lab lab, Family family) {
        return MonitorRequest.to(lab.target(family).getHostAddress()).interval(OFTEN);
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void eachHop_answersEachCycle(Transport transport, Family family) {
        try (Lab lab = Lab.chain(3).open();
                PathTracer tracer = transport.open()) {
            MonitorResult result = tracer.monitor(
                    to(lab, family).transport(transport.kind).cycles(5).build());
            MonitorSeries series = result.targets().get(0);
            assertThat(series.reachedCycles()).isEqualTo(5);
            assertThat(series.path().hops().stream().map(Optional::orElseThrow))
                    .containsExactlyElementsOf(lab.hops(family));
            assertThat(series.hops())
                    .allSatisfy(hop -> assertThat(hop.statistics().received()).isEqualTo(5));
            assertThat(series.pathChanges()).isEmpty();
        }
    }

    @Test
    void routeThatIsReplaced_isOneChange() throws Exception {
        try (Lab lab = Lab.chain(2).ecmp(1, 2).open();
                PathTracer tracer = PathTracer.create()) {
            List<InetAddress> ways = lab.hopChoices(Family.V4).get(1);
            route(lab, ways.get(0));
            CountDownLatch settled = new CountDownLatch(10);
            CountDownLatch changed = new CountDownLatch(1);
            try (Measurement<MonitorEvent, MonitorResult> monitor =
                    tracer.start(to(lab, Family.V4).cycles(0).build())) {
                monitor.events().subscribe(new CountingSubscriber<>(settled) {
                    @Override
                    public void onNext(MonitorEvent event) {
                        super.onNext(event);
                        if (event instanceof MonitorEvent.PathChanged) {
                            changed.countDown();
                        }
                    }
                });
                assertThat(settled.await(30, SECONDS)).isTrue();
                route(lab, ways.get(1));
                assertThat(changed.await(30, SECONDS)).isTrue();
                monitor.cancel();
                MonitorSeries series =
                        monitor.result().toCompletableFuture().get().targets().get(0);
                assertThat(series.pathChanges()).hasSize(1);
                PathChange change = series.pathChanges().get(0);
                assertThat(change.ttls()).containsExactly(2);
                assertThat(change.before().at(2)).contains(ways.get(0));
                assertThat(change.after().at(2)).contains(ways.get(1));
            }
        }
    }

    private static void route(Lab lab, InetAddress via) {
        lab.exec(
                        Lab.router(1),
                        "ip",
                        "route",
                        "replace",
                        lab.target(Family.V4).getHostAddress() + "/32",
                        "via",
                        via.getHostAddress())
                .expectSuccess();
    }

    @Test
    void routerThatLimitsItsAnswers_losesThem_andNoOtherHopDoes() {
        try (Lab lab = Lab.chain(3).open();
                PathTracer tracer = PathTracer.create()) {
            lab.nft(
                    Lab.router(2),
                    "add table inet fw\nadd chain inet fw out { type filter hook output priority 0; }\n"
                            + "add rule inet fw out icmp type time-exceeded limit rate over 10/second burst 1 packets drop");
            MonitorSeries series = tracer.monitor(to(lab, Family.V4)
                            .cycles(50)
                            .timeout(Duration.ofMillis(500))
                            .build())
                    .targets()
                    .get(0);
            assertThat(series.hop(2).orElseThrow().statistics().lossRatio()).isBetween(0.2, 0.99);
            assertThat(series.hop(3).orElseThrow().statistics().lossRatio()).isZero();
            assertThat(series.hop(4).orElseThrow().statistics().lossRatio()).isZero();
            assertThat(series.pathChanges()).isEmpty();
        }
    }
}
