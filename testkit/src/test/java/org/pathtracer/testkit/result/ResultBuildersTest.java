// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.Hop;
import org.pathtracer.MonitorResult;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PingResult;
import org.pathtracer.Protocol;
import org.pathtracer.Run;
import org.pathtracer.StopReason;
import org.pathtracer.TraceResult;
import org.pathtracer.bufferbloat.Grade;
import org.pathtracer.mtu.PathMtuVerdict;
import org.pathtracer.multipath.LoadBalancer;
import org.pathtracer.probe.ProbeOutcome;

class ResultBuildersTest {
    private static Duration millis(long value) {
        return Duration.ofMillis(value);
    }

    @Test
    void trace_hasItsHops() throws Exception {
        TraceResult trace = TraceResults.to("example.com")
                .hop(1, "192.0.2.1", millis(2))
                .silent(2, 3)
                .hop(3, "192.0.2.80", millis(10), millis(11))
                .build();
        assertThat(trace.target()).isEqualTo("example.com");
        assertThat(trace.reached()).isTrue();
        assertThat(trace.stopReason()).isEqualTo(StopReason.DESTINATION);
        assertThat(trace.hops()).extracting(Hop::ttl).containsExactly(1, 2, 3);
        assertThat(trace.hops().get(0).address()).contains(InetAddress.getByName("192.0.2.1"));
        assertThat(trace.hops().get(1).address()).isEmpty();
        assertThat(trace.hops().get(2).rtt()).contains(millis(10));
        assertThat(trace.hops().get(2).probes().get(0).outcome()).isInstanceOf(ProbeOutcome.EchoReply.class);
        assertThat(trace.probesSent()).isEqualTo(6);
        assertThat(trace.repliesReceived()).isEqualTo(3);
        assertThat(trace).hasToString("trace to example.com (192.0.2.80): reached, 3 hops, 1000.000 ms");
        assertThat(trace.hops())
                .extracting(Hop::toString)
                .containsExactly("1 192.0.2.1 2.000 ms", "2 no answer", "3 192.0.2.80 10.000 ms");
    }

    @Test
    void traceWithoutDestination_isNotReached() {
        TraceResult trace = TraceResults.to("192.0.2.9")
                .hop(1, "192.0.2.1", millis(2))
                .stopReason(StopReason.CANCELLED)
                .build();
        assertThat(trace.reached()).isFalse();
        assertThat(trace).hasToString("trace to 192.0.2.9: not reached (cancelled), 1 hop, 1000.000 ms");
    }

    @Test
    void factsOfARun_areThoseSaid() throws Exception {
        Run run = PingResults.to("example.com")
                .address("2001:db8::1")
                .protocol(Protocol.UDP)
                .transport("raw")
                .source("2001:db8::2")
                .option("count", "3")
                .networkChanged(true)
                .build();
        assertThat(run.targetNames()).containsExactly("example.com");
        assertThat(run.addresses()).containsExactly(InetAddress.getByName("2001:db8::1"));
        assertThat(run.protocol()).isEqualTo(Protocol.UDP);
        assertThat(run.transport().name()).isEqualTo("raw");
        assertThat(run.source()).contains(InetAddress.getByName("2001:db8::2"));
        assertThat(run.options()).isEqualTo(Map.of("count", "3"));
        assertThat(run.networkChanged()).isTrue();
    }

    @Test
    void ping_hasLossAndTimes() {
        PingResult ping = PingResults.to("example.com")
                .replies(millis(10), millis(12))
                .lost(2)
                .build();
        assertThat(ping.statistics().lossRatio()).isEqualTo(0.5);
        assertThat(ping.statistics().mean()).contains(millis(11));
        assertThat(ping.replies()).extracting(reply -> reply.sequence()).containsExactly(0L, 1L);
        assertThat(ping.probesSent()).isEqualTo(4);
        assertThat(ping)
                .hasToString("ping of example.com (192.0.2.80): 4 sent, 2 received, mean 11.000 ms")
                .isEqualTo(PingResults.to("example.com")
                        .replies(millis(10), millis(12))
                        .lost(2)
                        .build());
        PingResult both = PingResults.to("192.0.2.3").lost(1).and(ping).build();
        assertThat(both.targetNames()).containsExactly("192.0.2.3", "example.com");
        assertThat(both).hasToString("ping of 2 targets: 5 sent, 2 received");
    }

    @Test
    void pingWithoutAnswers_hasNoMean() {
        assertThat(PingResults.to("192.0.2.3").lost(2).build()).hasToString("ping of 192.0.2.3: 2 sent, 0 received");
    }

    @Test
    void monitor_hasItsPath() throws Exception {
        MonitorResult monitor = MonitorResults.to("example.com")
                .cycles(3)
                .hop("192.0.2.1", 1, millis(2), millis(4))
                .silent(3)
                .hop("192.0.2.80", 0, millis(9), millis(9), millis(9))
                .build();
        assertThat(monitor.reached()).isTrue();
        assertThat(monitor.targets().get(0).hops().get(0).statistics().received())
                .isEqualTo(2);
        assertThat(monitor.targets().get(0).path().hops())
                .containsExactly(
                        Optional.of(InetAddress.getByName("192.0.2.1")),
                        Optional.empty(),
                        Optional.of(InetAddress.getByName("192.0.2.80")));
        assertThat(monitor).hasToString("monitor of example.com (192.0.2.80): 3 cycles, 3 hops");
    }

    @Test
    void paths_makeADiamond() throws Exception {
        MultipathResult paths = MultipathResults.to("example.com")
                .path("192.0.2.1", "192.0.2.2", "192.0.2.80")
                .path("192.0.2.1", "192.0.2.3", "192.0.2.80")
                .build();
        assertThat(paths.vertices()).hasSize(4);
        assertThat(paths.edges()).hasSize(4);
        assertThat(paths.diamonds())
                .singleElement()
                .satisfies(diamond -> assertThat(diamond.maxWidth()).isEqualTo(2));
        assertThat(paths.loadBalancers())
                .extracting(LoadBalancer::address)
                .containsExactly(Optional.of(InetAddress.getByName("192.0.2.1")));
        assertThat(paths.reached()).isTrue();
        assertThat(paths)
                .hasToString("paths to example.com (192.0.2.80): reached, 4 vertices, 4 edges, 2 paths, 1000.000 ms");
    }

    @Test
    void pathMtu_hasItsLimit() throws Exception {
        PathMtuResult mtu =
                PathMtuResults.to("example.com").limitedTo(1400, 3, "192.0.2.3").build();
        assertThat(mtu.pathMtu()).hasValue(1400);
        assertThat(mtu.reportedMtu()).hasValue(1400);
        assertThat(mtu.verdict()).isEqualTo(PathMtuVerdict.REPORTED);
        assertThat(mtu.limitingHop().orElseThrow().address()).contains(InetAddress.getByName("192.0.2.3"));
        assertThat(mtu).hasToString("path MTU to example.com (192.0.2.80): 1400 bytes (reported)");
        assertThat(PathMtuResults.to("192.0.2.1").build()).hasToString("path MTU to 192.0.2.1: not known (unanswered)");
    }

    @Test
    void bufferbloat_isGraded() {
        BufferbloatResult test = BufferbloatResults.against(URI.create("https://example.com/"))
                .idle(millis(10), millis(10))
                .loaded(millis(30), millis(30))
                .rpm(900)
                .bytes(1_000_000)
                .build();
        assertThat(test.increase()).contains(millis(20));
        assertThat(test.grade()).isNotEqualTo(Grade.UNKNOWN);
        assertThat(test.responsiveness().rpm()).hasValue(900);
        assertThat(test.goodput().mbpsDown()).isEqualTo(0.8);
        assertThat(test.toString())
                .startsWith("bufferbloat test with https://example.com/: grade ")
                .endsWith(", latency increased by 20.000 ms");
        assertThat(BufferbloatResults.against(URI.create("https://example.com/"))
                        .idle(millis(10))
                        .build()
                        .grade())
                .isEqualTo(Grade.UNKNOWN);
    }

    @Test
    void name_isNoAddress() {
        assertThatThrownBy(() -> TraceResults.to("example.com").hop(1, "router.example.com", millis(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("router.example.com");
    }

    @Test
    void equalResults_areEqual() {
        assertThat(trace()).isEqualTo(trace()).hasSameHashCodeAs(trace());
        assertThat(List.of(trace())).doesNotContain(TraceResults.to("other").build());
    }

    private static TraceResult trace() {
        return TraceResults.to("example.com").hop(1, "192.0.2.1", millis(2)).build();
    }
}
