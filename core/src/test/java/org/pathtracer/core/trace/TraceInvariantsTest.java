// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.Hop;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;

/**
 * What holds for every trace, over random paths and options. Replay a failure with
 * {@code -Dpathtracer.trace.seed=<seed>}.
 */
class TraceInvariantsTest {
    @Test
    void anyTrace_endsWithACountThatAddsUp() {
        Long replayed = Long.getLong("pathtracer.trace.seed");
        long first = replayed != null ? replayed : 0;
        long last = replayed != null ? replayed : 2000;
        for (long seed = first; seed <= last; seed++) {
            try {
                check(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("replay with -Dpathtracer.trace.seed=" + seed, e);
            }
        }
    }

    private static void check(long seed) {
        SplittableRandom random = new SplittableRandom(~seed);
        ScriptedNetwork network = new ScriptedNetwork(new RandomPath(seed, random.nextBoolean()));
        TraceBench bench = new TraceBench(
                random.nextInt(4) == 0 ? network.oneProbePerFlow() : network, builder -> options(builder, random));
        TraceStrategy.Findings findings = bench.findings();
        List<ProbeResult> probes =
                findings.hops().stream().flatMap(hop -> hop.probes().stream()).toList();

        assertThat(bench.network.loop().timersRun()).isLessThan(1_000);
        assertThat(bench.network.mostInFlight())
                .isLessThanOrEqualTo(bench.request.probe().maxConcurrency());
        assertThat(findings.sent()).isLessThanOrEqualTo(bench.network.sent().size());
        assertThat(findings.received()).isBetween(received(findings.hops()), findings.sent());
        assertThat(probes.size()).isLessThanOrEqualTo(findings.sent());
        int most = bench.request.queries() + bench.request.retries();
        assertThat(findings.hops()).allMatch(hop -> hop.probes().size() - lateAnswers(hop) <= most);
        bench.request
                .deadline()
                .ifPresent(span -> assertThat(bench.network.elapsed()).isLessThanOrEqualTo(span.toNanos()));
        Set<List<Integer>> seen = new HashSet<>();
        assertThat(probes).allMatch(probe -> seen.add(List.of(probe.ttl(), probe.sequence())));

        bench.network.loop().run();
        assertThat(bench.network.sent()).hasSizeLessThan(10_000);
    }

    /** Also to a probe that was sent again, so that one counts beside its repetition. */
    private static long lateAnswers(Hop hop) {
        return hop.probes().stream()
                .filter(probe -> probe.outcome() instanceof ProbeOutcome.Answer answer
                        && answer.reception().late())
                .count();
    }

    private static int received(List<Hop> hops) {
        return hops.stream().mapToInt(Hop::received).sum();
    }

    private static TraceRequest.Builder options(TraceRequest.Builder builder, SplittableRandom random) {
        builder.firstHop(1 + random.nextInt(5))
                .maxHops(5 + random.nextInt(40))
                .queries(1 + random.nextInt(5))
                .retries(random.nextInt(3))
                .gapLimit(random.nextInt(8))
                .sequential(random.nextBoolean())
                .maxConcurrency(1 + random.nextInt(40))
                .rateLimit(random.nextInt(4) * 20)
                .timeout(Duration.ofMillis(1 + random.nextInt(1500)))
                .adaptiveTimeout(new AdaptiveTimeout(
                        random.nextBoolean(),
                        1 + random.nextDouble(4),
                        1 + random.nextDouble(4),
                        Duration.ofNanos(1 + random.nextInt(20_000_000))));
        return random.nextInt(3) == 0
                ? builder.deadline(Duration.ofNanos(1 + random.nextLong(2_000_000_000L)))
                : builder;
    }
}
