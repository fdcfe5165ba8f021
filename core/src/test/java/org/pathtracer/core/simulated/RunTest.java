// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.MultipathRequest;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.Protocol;
import org.pathtracer.Run;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.testkit.Topology;

/** What the results of all operations have in common. */
class RunTest {
    private static final String TARGET = "10.0.0.2";

    private static Topology topology() {
        return Topology.builder()
                .source("client")
                .router("r1")
                .destination("server")
                .link("client", "r1", link -> link.delay(Duration.ofMillis(5)))
                .link("r1", "server", link -> link.delay(Duration.ofMillis(5)))
                .build();
    }

    private static PathTracer tracer() {
        return Traces.tracer(topology(), 1);
    }

    private static void assertComplete(Run run, StopReason reason) throws Exception {
        assertThat(run.targetNames()).containsExactly(TARGET);
        assertThat(run.addresses()).containsExactly(InetAddress.getByName(TARGET));
        assertThat(run.protocol()).isEqualTo(Protocol.ICMP);
        assertThat(run.stopReason()).isEqualTo(reason);
        assertThat(run.probesSent()).isPositive();
        assertThat(run.repliesReceived()).isPositive().isLessThanOrEqualTo(run.probesSent());
        // The network is in this process alone: no address of this host is in it.
        assertThat(run.source()).isEmpty();
        assertThat(run.networkChanged()).isFalse();
        assertThat(run.options())
                .containsEntry("protocol", "icmp")
                .containsEntry("timeout", "1s")
                .doesNotContainKeys("port", "networkInterface", "deadline");
    }

    @Test
    void trace_isARun() throws Exception {
        try (PathTracer tracer = tracer()) {
            TraceResult trace = tracer.trace(TraceRequest.to(TARGET)
                    .timeout(Duration.ofSeconds(1))
                    .queries(2)
                    .build());
            assertComplete(trace, StopReason.DESTINATION);
            assertThat(trace.options()).containsEntry("queries", "2").containsEntry("maxHops", "30");
        }
    }

    @Test
    void ping_countsItsProbes() throws Exception {
        try (PathTracer tracer = tracer()) {
            PingResult ping = tracer.ping(PingRequest.to(TARGET)
                    .timeout(Duration.ofSeconds(1))
                    .interval(Duration.ofMillis(100))
                    .count(7)
                    .build());
            assertComplete(ping, StopReason.COMPLETED);
            assertThat(ping.probesSent()).isEqualTo(7);
            assertThat(ping.repliesReceived()).isEqualTo(7);
            assertThat(ping.options()).containsEntry("count", "7").containsEntry("interval", "100ms");
        }
    }

    @Test
    void monitor_countsItsProbes() throws Exception {
        try (PathTracer tracer = tracer()) {
            MonitorResult monitor = tracer.monitor(MonitorRequest.to(TARGET)
                    .timeout(Duration.ofSeconds(1))
                    .cycles(3)
                    .build());
            assertComplete(monitor, StopReason.COMPLETED);
            assertThat(monitor.probesSent())
                    .isGreaterThanOrEqualTo(monitor.targets().get(0).hops().stream()
                            .mapToLong(hop -> hop.statistics().sent())
                            .sum());
        }
    }

    @Test
    void paths_areARun() throws Exception {
        try (PathTracer tracer = tracer()) {
            assertComplete(
                    tracer.discoverPaths(MultipathRequest.to(TARGET)
                            .protocol(Protocol.ICMP)
                            .timeout(Duration.ofSeconds(1))
                            .build()),
                    StopReason.DESTINATION);
        }
    }

    @Test
    void pathMtu_isARun() throws Exception {
        try (PathTracer tracer = tracer()) {
            PathMtuRequest request =
                    PathMtuRequest.to(TARGET).timeout(Duration.ofSeconds(1)).build();
            assertComplete(tracer.pathMtu(request), StopReason.COMPLETED);
        }
    }

    @Test
    void equalRequests_haveEqualOptions() {
        try (PathTracer tracer = tracer()) {
            PathMtuResult first = tracer.pathMtu(PathMtuRequest.to(TARGET).build());
            PathMtuResult second = tracer.pathMtu(PathMtuRequest.to(TARGET).build());
            assertThat(first.options()).isEqualTo(second.options()).containsEntry("queries", "3");
        }
    }
}
