// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.result.PingCountsRecord;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.topology.Link;
import org.pathtracer.testkit.topology.NodeBuilder;

/** Pings through simulated networks: a quarter of an hour of them takes no time. */
class PingTest {
    private static final int COUNT = 1000;

    private static PingResult ping(long seed, Consumer<Link.Builder> last) {
        Topology topology = Topology.builder()
                .source("client")
                .router("r1")
                .destination("server")
                .link("client", "r1", link -> link.delay(Duration.ofMillis(5)))
                .link("r1", "server", link -> last.accept(link.delay(Duration.ofMillis(5))))
                .build();
        try (PathTracer tracer = Traces.tracer(topology, seed)) {
            return tracer.ping(PingRequest.to("10.0.0.2").count(COUNT).build());
        }
    }

    @Test
    void calmNetwork_answersAlwaysAndEvenly() {
        PingResult result = ping(1, link -> {});
        assertThat(result.received()).isEqualTo(COUNT);
        assertThat(result.duration()).isEqualTo(Duration.ofSeconds(COUNT - 1).plusMillis(20));
        assertThat(result.statistics().stddev()).contains(Duration.ZERO);
        assertThat(result.statistics().jitter()).contains(Duration.ZERO);
        assertThat(result.statistics().p99()).contains(Duration.ofMillis(20));
    }

    @Test
    void lossAndDuplicates_areThoseOfTheLink() {
        for (long seed = 0; seed < 5; seed++) {
            PingResult result = ping(seed, link -> link.loss(0.1).returnDuplication(0.05));
            assertThat(result.statistics().lossRatio()).as("seed %d", seed).isBetween(0.07, 0.13);
            assertThat(result.counts().duplicates()).as("seed %d", seed).isBetween(25L, 70L);
            // In a row, by chance: 1,000 * 0.1 * 0.1 * 0.9 runs of two or more.
            assertThat(result.outages()).as("seed %d", seed).hasSizeBetween(1, 25);
        }
    }

    @Test
    void variedDelay_showsInEachFigureOfSpread() {
        PingResult result = ping(1, link -> link.jitter(Duration.ofMillis(6)).returnJitter(Duration.ZERO));
        assertThat(result.statistics().min().orElseThrow()).isBetween(Duration.ofMillis(20), Duration.ofMillis(21));
        // Of an even distribution over 6 ms: 6 / sqrt(12), and a third of 6.
        assertThat(result.statistics().stddev().orElseThrow())
                .isBetween(Duration.ofNanos(1_600_000), Duration.ofNanos(1_860_000));
        assertThat(result.statistics().meanAbsoluteDifference().orElseThrow())
                .isBetween(Duration.ofNanos(1_850_000), Duration.ofNanos(2_150_000));
        assertThat(result.statistics().delayVariation().orElseThrow().p99Pdv())
                .isBetween(Duration.ofNanos(5_600_000), Duration.ofNanos(6_200_000));
    }

    @Test
    void silentAndUnknownTargets_standBesideOthers() {
        Topology topology = Topology.builder()
                .source("client")
                .router("r1")
                .destination("server")
                .destination("mute", NodeBuilder::ignoresEcho)
                .link("client", "r1", link -> link.delay(Duration.ofMillis(5)))
                .link("r1", "server", link -> {})
                .link("r1", "mute", link -> {})
                .build();
        try (PathTracer tracer = Traces.tracer(topology, 1)) {
            List<PingSeries> targets = tracer.ping(PingRequest.toAll(List.of("10.0.0.2", "10.0.0.3", "192.0.2.77"))
                            .build())
                    .targets();
            assertThat(targets).extracting(PingSeries::received).containsExactly(5L, 0L, 0L);
            assertThat(targets.get(1).counts()).isEqualTo(PingCountsRecord.NONE);
            assertThat(targets.get(2).counts().unreachable()).isEqualTo(5);
        }
    }
}
