// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.Link;

/** What a trace finds must not depend on the order in which answers arrive, nor on how often. */
class ChaosTest {
    private static final int SEEDS = 1_000;
    private static final int HOPS = 8;
    private static final AdaptiveTimeout PATIENT = new AdaptiveTimeout(false, 3, 2, Duration.ofMillis(10));

    /** What is left of a result without times, counts and duplicates. */
    record View(StopReason stop, boolean reached, List<List<String>> outcomes) {
        static View of(Topology topology, TraceResult result) {
            return new View(
                    result.stopReason(),
                    result.reached(),
                    result.hops().stream().map(hop -> outcomes(topology, hop)).toList());
        }

        private static List<String> outcomes(Topology topology, Hop hop) {
            return hop.probes().stream()
                    .map(probe -> outcome(topology, probe.outcome()))
                    .toList();
        }

        private static String outcome(Topology topology, ProbeOutcome outcome) {
            String kind = outcome.getClass().getSimpleName().replaceFirst("Record$", "");
            return outcome instanceof ProbeOutcome.Answer answer
                    ? kind + " "
                            + topology.owner(answer.reception().address())
                                    .orElseThrow()
                                    .name()
                    : kind;
        }
    }

    static Topology chain(Consumer<Link.Builder> disorder) {
        TopologyBuilder builder = Topology.builder().source("r0");
        IntStream.range(1, HOPS).forEach(i -> builder.router("r" + i));
        builder.destination("r" + HOPS);
        for (int i = 0; i < HOPS; i++) {
            builder.link("r" + i, "r" + (i + 1), link -> disorder.accept(link.delay(Duration.ofMillis(5))));
        }
        return builder.build();
    }

    /** Delays of which any permutation of arrivals may come, duplicates on both ways. */
    static Topology disorder(long seed, double loss) {
        SplittableRandom random = new SplittableRandom(seed);
        return chain(link -> link.jitter(Duration.ofMillis(random.nextInt(100)))
                .duplication(random.nextDouble() / 4)
                .returnDuplication(random.nextDouble() / 4)
                .reordering(random.nextDouble() / 2, Duration.ofMillis(300))
                .loss(random.nextDouble() * loss)
                .returnLoss(random.nextDouble() * loss));
    }

    private static Consumer<TraceRequest.Builder> options(long seed) {
        return request -> request.timeout(Duration.ofSeconds(60))
                .adaptiveTimeout(PATIENT)
                .queries(1 + (int) (seed % 4))
                .sequential(seed % 3 == 0);
    }

    private static String target(long seed) {
        return (seed % 2 == 0 ? "10.0.0." : "fd00::") + HOPS;
    }

    @Test
    void disorderAndDuplicates_sameFindings() {
        Topology calm = chain(link -> {});
        Seeds.each(SEEDS, seed -> {
            Topology wild = disorder(seed, 0);
            View expected = View.of(calm, Traces.trace(calm, seed, target(seed), options(seed)));
            View found = View.of(wild, Traces.trace(wild, seed, target(seed), options(seed)));
            assertThat(found).isEqualTo(expected);
        });
    }

    @Test
    void loss_silenceButNothingFalse() {
        Seeds.each(SEEDS, seed -> {
            Topology wild = disorder(seed, 0.1);
            TraceResult result = Traces.trace(wild, seed, target(seed), options(seed));
            assertThat(result.repliesReceived()).isLessThanOrEqualTo(result.probesSent());
            for (Hop hop : result.hops()) {
                String expected = "r" + Math.min(hop.ttl(), HOPS);
                assertThat(hop.probes()).hasSize(1 + (int) (seed % 4));
                hop.responders()
                        .forEach(responder -> assertThat(wild.owner(responder.address())
                                        .orElseThrow()
                                        .name())
                                .isEqualTo(expected));
            }
        });
    }

    @Test
    void tracesAtTheSameTime_noCrossTalk() {
        Topology calm = chain(link -> {});
        View expected = View.of(calm, Traces.trace(calm, 1, target(0), options(4)));
        Topology wild = disorder(1, 0);
        try (PathTracer tracer = Traces.tracer(wild, 1)) {
            List<CompletionStage<TraceResult>> running = IntStream.range(0, 50)
                    .mapToObj(i ->
                            tracer.start(Traces.request(target(0), options(4))).result())
                    .toList();
            for (CompletionStage<TraceResult> each : running) {
                assertThat(View.of(wild, each.toCompletableFuture().join())).isEqualTo(expected);
            }
        }
    }
}
