// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.MonitorRequest;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.TransportChoice;
import org.pathtracer.TransportLimit;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.spi.Probe;

/** What this host lost itself is told with the result of each operation in which it did. */
class OwnLossTest {
    /** Loses the answers to all probes but the first, and says that it was this host. */
    private final ScriptedNetwork losing = ScriptedNetwork.threaded(this::lose);

    private List<Arrival> lose(Probe probe, int number) {
        if (number == 0) {
            return List.of(Arrival.echo(1_000_000, probe.profile().destination()));
        }
        losing.told().onLostHere(1);
        return List.of();
    }

    private static void assertTold(TransportChoice transport, long lost) {
        assertThat(transport.lostHere()).isEqualTo(lost);
        assertThat(transport.limits())
                .filteredOn(limit -> limit.kind() == TransportLimit.LOST_HERE
                        && limit.sentence().startsWith("this host lost " + lost + " packets"))
                .hasSize(1);
    }

    @Test
    void ping_tellsThatItsOutageMayBeThisHosts() {
        try (PathTracer tracer = TracerBench.over(losing)) {
            PingResult result =
                    tracer.ping(PingRequest.to(TracerBench.TARGET).count(4).build());
            assertThat(result.outages()).hasSize(1);
            assertTold(result.transport(), 3);
            // Of the next one, only what it lost itself.
            assertTold(
                    tracer.ping(PingRequest.to(TracerBench.TARGET).count(2).build())
                            .transport(),
                    2);
        }
    }

    @Test
    void traceMonitorAndPathMtu_tellIt() {
        try (PathTracer tracer = TracerBench.over(losing)) {
            assertThat(tracer.trace(TracerBench.TARGET).transport().lostHere()).isPositive();
            assertThat(tracer.pathMtu(TracerBench.TARGET).transport().lostHere())
                    .isPositive();
            MonitorRequest monitor = MonitorRequest.to(TracerBench.TARGET)
                    .cycles(2)
                    .interval(Duration.ofMillis(100))
                    .build();
            assertThat(tracer.monitor(monitor).transport().lostHere()).isPositive();
        }
    }

    @Test
    void nothingLost_nothingTold() {
        try (PathTracer tracer = TracerBench.over(ScriptedNetwork.threaded(Script.SILENCE))) {
            TransportChoice transport = tracer.ping(TracerBench.TARGET).transport();
            assertThat(transport.lostHere()).isZero();
            assertThat(transport.limits()).noneMatch(limit -> limit.sentence().contains("lost"));
        }
    }
}
