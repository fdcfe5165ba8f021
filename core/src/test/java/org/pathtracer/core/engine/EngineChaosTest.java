// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.pathtracer.RateLimit;
import org.pathtracer.TraceRequest;
import org.pathtracer.TransportChoice;
import org.pathtracer.core.simulated.Seeds;
import org.pathtracer.core.trace.TraceStrategy;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;

/** After an operation, whatever the network did, every place of the in-flight table was given back exactly once. */
class EngineChaosTest {
    private static final int SEEDS = 1_000;
    private static final int HOPS = 6;

    private static Topology network(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TopologyBuilder builder = Topology.builder().source("r0");
        for (int i = 1; i < HOPS; i++) {
            builder.router("r" + i, node -> node.icmpRate(1 + random.nextInt(200), 1 + random.nextInt(10)));
        }
        builder.destination("r" + HOPS).attacker(1, Duration.ofMillis(random.nextInt(100)));
        for (int i = 0; i < HOPS; i++) {
            builder.link(
                    "r" + i,
                    "r" + (i + 1),
                    link -> link.delay(Duration.ofMillis(random.nextInt(20)))
                            .jitter(Duration.ofMillis(random.nextInt(50)))
                            .loss(random.nextDouble() / 5)
                            .duplication(random.nextDouble() / 5)
                            .returnDuplication(random.nextDouble() / 5));
        }
        return builder.build();
    }

    @Test
    void endOfOperation_tableIsEmptyAndEachProbeWasReleasedOnce() throws UnknownHostException {
        InetAddress target = InetAddress.getByName("10.0.0." + HOPS);
        ProbeProfile profile = ProbeProfile.echo(target, 60);
        Seeds.each(SEEDS, seed -> {
            TraceRequest request = TraceRequest.to("10.0.0." + HOPS)
                    .rateLimit(0)
                    .retries((int) (seed % 3))
                    .build();
            ProbeEngine engine = new ProbeEngine(SimulatedNetwork.of(network(seed), seed), RateLimit.NONE);
            try {
                TraceStrategy strategy = new TraceStrategy(request, setting(profile), event -> {});
                Operation<TraceStrategy.Findings> operation = new Operation<>(
                        strategy, target, request.probe(), request.timeout().toNanos(), Long.MAX_VALUE);
                engine.start(operation);
                TraceStrategy.Findings findings = operation.future().join();
                assertThat(findings.hops()).isNotEmpty();
                assertThat(engine.inFlight()).isZero();
                assertThat(engine.table().released()).isEqualTo(engine.table().allocated());
            } finally {
                engine.close();
            }
        });
    }

    private static Setting setting(ProbeProfile profile) {
        TransportChoice transport = new TransportChoiceRecord("simulated", "asked for", List.of());
        return new Setting(profile, transport, false, () -> 0, 0, Long.MAX_VALUE, Instant.EPOCH);
    }
}
