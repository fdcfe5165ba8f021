// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.pathtracer.MonitorRequest;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.TransportChoice;
import org.pathtracer.TransportLimit;
import org.pathtracer.core.virtual.Arrival;
import org.pathtracer.core.virtual.Script;
import org.pathtracer.core.virtual.VirtualNetwork;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;

/** What this host lost itself is told with the result of each operation in which it did. */
class OwnLossTest {
    private final AtomicReference<TransportListener> listener = new AtomicReference<>();

    /** Loses the answers to all probes but the first, and says that it was this host. */
    private final Script losing = (probe, number) -> {
        if (number == 0) {
            return List.of(Arrival.echo(1_000_000, probe.profile().destination()));
        }
        listener.get().onLostHere(1);
        return List.of();
    };

    private PathTracer tracer(Script script) {
        VirtualNetwork network = VirtualNetwork.threaded(script, true);
        return TracerBench.tracer(Optional.empty(), new ProbeTransportProvider() {
            @Override
            public String name() {
                return "virtual";
            }

            @Override
            public int preference() {
                return 0;
            }

            @Override
            public Support supports(ProbeNeed need) {
                return network.supports(need);
            }

            @Override
            public ProbeTransport open(TransportListener to) {
                listener.set(to);
                return network.open(to);
            }
        });
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
        try (PathTracer tracer = tracer(losing)) {
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
        try (PathTracer tracer = tracer(losing)) {
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
        Script silent = (probe, number) -> List.of();
        try (PathTracer tracer = tracer(silent)) {
            TransportChoice transport = tracer.ping(TracerBench.TARGET).transport();
            assertThat(transport.lostHere()).isZero();
            assertThat(transport.limits()).noneMatch(limit -> limit.sentence().contains("lost"));
        }
    }
}
