// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.Hop;
import org.pathtracer.TraceRequest;
import org.pathtracer.probe.ProbeOutcome;

/**
 * One probe at a time gives the same hops as all at once, over random paths. Replay a failure with
 * {@code -Dpathtracer.trace.seed=<seed>}.
 */
class TraceModesTest {
    @Test
    void sequentialAndConcurrentTraces_findTheSameHops() {
        Long replayed = Long.getLong("pathtracer.trace.seed");
        long first = replayed != null ? replayed : 0;
        long last = replayed != null ? replayed : 1000;
        for (long seed = first; seed <= last; seed++) {
            List<String> concurrent = hops(seed, false);
            assertThat(hops(seed, true)).as("-Dpathtracer.trace.seed=%d", seed).isEqualTo(concurrent);
        }
    }

    private static List<String> hops(long seed, boolean sequential) {
        SplittableRandom random = new SplittableRandom(seed);
        UnaryOperator<TraceRequest.Builder> options = builder -> builder.sequential(sequential)
                .firstHop(1 + random.nextInt(3))
                .maxHops(8 + random.nextInt(20))
                .queries(1 + random.nextInt(4))
                .retries(random.nextInt(3))
                .gapLimit(0)
                .maxConcurrency(1 + random.nextInt(60))
                .adaptiveTimeout(new AdaptiveTimeout(false, 3, 2, Duration.ofMillis(10)));
        TraceBench bench = TraceBench.over(new RandomPath(seed), options);
        TraceStrategy.Findings findings = bench.findings();
        List<String> all = new ArrayList<>();
        all.add(findings.stopReason() + " " + findings.reached());
        findings.hops().forEach(hop -> all.add(describe(hop)));
        assertThat(bench.network.loop().timersRun()).isLessThan(500);
        return all;
    }

    private static String describe(Hop hop) {
        StringBuilder text = new StringBuilder().append(hop.ttl());
        hop.probes().forEach(probe -> {
            text.append(' ').append(probe.outcome().getClass().getSimpleName());
            if (probe.outcome() instanceof ProbeOutcome.Answer answer) {
                text.append(answer.reception().address())
                        .append(answer.reception().rtt());
            }
        });
        return text.toString();
    }
}
