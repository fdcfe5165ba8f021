// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorSeries;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingSeries;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.ping.Outage;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.Window;
import org.pathtracer.testkit.Topology;

/** Statistics of the last minutes and the log of outages, in virtual time. */
class WindowsTest {
    private static final Duration DELAY = Duration.ofMillis(5);
    private static final String SERVER = "10.9.0.1";
    private static final Duration CUT = Duration.ofMinutes(17).plusMillis(500);
    private static final Duration MENDED = CUT.plusSeconds(30);

    /** What goes beyond the first router is swallowed for half a minute, three minutes before the end of twenty. */
    private static Topology cutForAWhile() {
        return Topology.builder()
                .source("client")
                .router("a")
                .router("b")
                .router("hole", node -> node.blackHole())
                .destination("server", node -> node.address(SERVER))
                .link("client", "a", link -> link.delay(DELAY))
                .link("a", "b", link -> link.delay(DELAY))
                .link("a", "hole", link -> link.delay(DELAY))
                .link("hole", "server", link -> link.delay(DELAY))
                .link("b", "server", link -> link.delay(DELAY))
                .route("a", "b")
                .routeFrom(CUT, "a", "hole")
                .routeFrom(MENDED, "a", "b")
                .build();
    }

    private static Statistics of(MonitorHop hop, Window window) {
        return hop.statistics(window).orElseThrow();
    }

    @Test
    void monitor_forgetsALossAsItsWindowsPass_andKeepsTheOutage() {
        MonitorSeries series;
        try (PathTracer tracer = Traces.tracer(cutForAWhile(), 1)) {
            series = tracer.monitor(MonitorRequest.to(SERVER).cycles(1200).build())
                    .targets()
                    .get(0);
        }
        MonitorHop target = series.hop(3).orElseThrow();
        assertThat(target.statistics().sent() - target.statistics().received()).isEqualTo(30);
        assertThat(of(target, Window.ONE_MINUTE)).returns(0.0, Statistics::lossRatio);
        assertThat(of(target, Window.ONE_MINUTE).sent()).isBetween(60L, 65L);
        assertThat(of(target, Window.FIVE_MINUTES).sent()).isBetween(300L, 325L);
        assertThat(of(target, Window.FIVE_MINUTES)).returns(30L, all -> all.sent() - all.received());
        assertThat(of(target, Window.FIFTEEN_MINUTES).sent()).isBetween(900L, 975L);
        assertThat(of(target, Window.FIFTEEN_MINUTES).median()).contains(Duration.ofMillis(30));
        assertThat(of(series.hop(1).orElseThrow(), Window.FIVE_MINUTES)).returns(0.0, Statistics::lossRatio);
        assertThat(series.outages()).singleElement().satisfies(outage -> {
            assertThat(outage.ended()).isTrue();
            assertThat(outage.probes()).isEqualTo(30);
            assertThat(outage.firstSequence()).isEqualTo(1021);
            assertThat(outage.start()).isBetween(CUT, CUT.plusSeconds(1));
            assertThat(outage.start().plus(outage.duration())).isBetween(MENDED, MENDED.plusSeconds(1));
        });
    }

    @Test
    void monitorThatEndsInAnOutage_saysThatItLasts() {
        try (PathTracer tracer = Traces.tracer(cutForAWhile(), 1)) {
            MonitorSeries series = tracer.monitor(
                            MonitorRequest.to(SERVER).cycles(1030).build())
                    .targets()
                    .get(0);
            assertThat(series.outages()).extracting(Outage::ended).containsExactly(false);
            assertThat(series.hop(3).orElseThrow().statistics(Window.ONE_MINUTE))
                    .get()
                    .satisfies(minute -> assertThat(minute.lossRatio()).isBetween(0.1, 0.2));
        }
    }

    @Test
    void ping_hasWindowsToo() {
        try (PathTracer tracer = Traces.tracer(cutForAWhile(), 1)) {
            PingSeries series = tracer.ping(PingRequest.to(SERVER).count(1200).build())
                    .targets()
                    .get(0);
            Statistics five = series.statistics(Window.FIVE_MINUTES).orElseThrow();
            assertThat(five.sent() - five.received()).isEqualTo(30);
            assertThat(series.statistics(Window.ONE_MINUTE)).get().returns(0.0, Statistics::lossRatio);
            assertThat(series.statistics(Window.FIFTEEN_MINUTES)).isPresent();
            assertThat(series.outages()).hasSize(1);
        }
    }

    @Test
    void shortSeries_hasNoWindows_andManyTargetsHaveNone() {
        try (PathTracer tracer = Traces.tracer(cutForAWhile(), 1)) {
            assertThat(tracer.ping(PingRequest.to(SERVER).count(30).build())
                            .targets()
                            .get(0)
                            .statistics(Window.ONE_MINUTE))
                    .isEmpty();
            List<String> many =
                    IntStream.rangeClosed(1, 65).mapToObj(i -> "10.9.0." + i).toList();
            assertThat(tracer.monitor(MonitorRequest.toAll(many).cycles(100).build())
                            .targets())
                    .allSatisfy(series -> assertThat(series.hops())
                            .allSatisfy(hop -> assertThat(hop.statistics(Window.ONE_MINUTE))
                                    .isEmpty()));
        }
    }
}
