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
import org.pathtracer.ProbeOutcome;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.virtual.Arrival;
import org.pathtracer.core.virtual.Script;
import org.pathtracer.core.virtual.VirtualPath;
import org.pathtracer.spi.Probe;

/**
 * One probe at a time gives the same hops as all at once, over random paths. Replay a failure with
 * {@code -Dpathtracer.trace.seed=<seed>}.
 */
class TraceModesTest {
    private static final long MILLI = 1_000_000;

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
        assertThat(bench.network.loop().steps()).isLessThan(20_000);
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

    /** Every probe's fate follows from seed, TTL and its number at that TTL, whenever it is sent. */
    private record RandomPath(long seed) implements Script {
        @Override
        public List<Arrival> answers(Probe probe, int number) {
            SplittableRandom path = new SplittableRandom(seed * 31);
            int distance = 3 + path.nextInt(25);
            int refusal = path.nextInt(5) == 0 ? 1 + path.nextInt(distance) : 99;
            int loop = path.nextInt(5) == 0 ? 1 + path.nextInt(distance) : 99;
            SplittableRandom hop = new SplittableRandom(seed * 1009 + probe.ttl());
            SplittableRandom one = new SplittableRandom((seed * 1009 + probe.ttl()) * 1009 + number);
            boolean silent = hop.nextInt(6) == 0 && probe.ttl() != refusal;
            if (silent || one.nextInt(8) == 0) {
                return List.of();
            }
            long delay = (1 + hop.nextInt(100)) * MILLI + one.nextLong(800 * MILLI);
            Arrival arrival = arrival(probe.ttl(), delay, distance, refusal, loop, one.nextInt(3));
            return VirtualPath.repeated(arrival, one.nextInt(6) == 0 ? 2 : 1);
        }

        private static Arrival arrival(int ttl, long delay, int distance, int refusal, int loop, int branch) {
            if (ttl >= refusal) {
                return Arrival.unreachable(delay, VirtualPath.router(refusal), branch);
            } else if (ttl >= loop) {
                return Arrival.exceeded(delay, VirtualPath.router(loop + ttl % 2));
            } else if (ttl >= distance) {
                return Arrival.echo(delay, VirtualPath.TARGET);
            }
            return Arrival.exceeded(delay, VirtualPath.router(ttl % 7 == 0 ? 100 + branch : ttl));
        }
    }
}
