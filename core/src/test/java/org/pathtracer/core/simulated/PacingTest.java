// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.TraceResult;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.NodeBuilder;

/** Hops that bound their ICMP messages are asked as fast as they answer, others as fast as ever. */
class PacingTest {
    private static final int HOPS = 8;
    private static final int LIMITED = 3;

    private static Topology chain(Consumer<NodeBuilder> limited) {
        TopologyBuilder builder = Topology.builder().source("r0");
        for (int i = 1; i < HOPS; i++) {
            int number = i;
            builder.router("r" + i, node -> {
                if (number == LIMITED) {
                    limited.accept(node);
                }
            });
        }
        builder.destination("r" + HOPS);
        IntStream.range(0, HOPS)
                .forEach(i -> builder.link("r" + i, "r" + (i + 1), link -> link.delay(Duration.ofMillis(5))));
        return builder.build();
    }

    private static TraceResult trace(Topology topology, int queries, boolean pacing) {
        return Traces.trace(
                topology,
                1,
                "10.0.0." + HOPS,
                request -> request.queries(queries).pacing(pacing));
    }

    @ParameterizedTest
    @CsvSource({"10, 2, 10, 2", "5, 1, 20, 8", "50, 1, 50, 20"})
    void limitedHop_answersMoreOfManyQueries(int perSecond, int burst, int queries, int factor) {
        Topology topology = chain(node -> node.icmpRate(perSecond, burst));
        TraceResult paced = trace(topology, queries, true);
        TraceResult unpaced = trace(topology, queries, false);
        int more = paced.hops().get(LIMITED - 1).received();
        int fewer = unpaced.hops().get(LIMITED - 1).received();
        assertThat(more).isGreaterThanOrEqualTo(factor * fewer);
        assertThat(paced.hops().get(LIMITED - 1).sent()).isEqualTo(queries);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 6, 10, 30})
    void unlimitedPath_isNotSlowed(int queries) {
        Topology topology = chain(node -> {});
        TraceResult paced = trace(topology, queries, true);
        TraceResult unpaced = trace(topology, queries, false);
        assertThat(paced.duration()).isLessThanOrEqualTo(unpaced.duration());
        assertThat(paced.hops()).isEqualTo(unpaced.hops());
    }

    @Test
    void hopWithRoomForAll_isNotSlowed() {
        Topology topology = chain(node -> node.icmpRate(10, 20));
        assertThat(trace(topology, 10, true).duration())
                .isEqualTo(trace(topology, 10, false).duration());
    }

    /**
     * Loss that later hops share is no limit of this one. A seed alone shows little: with bad luck in its first answers
     * a hop is paced for a second or two, so that half of all traces take twice as long; intervals of a limit would
     * take fifty times as long.
     */
    @Test
    void lossyPath_isMostlyNotSlowedByIntervals() {
        Topology topology = ChaosTest.chain(link -> link.loss(0.05));
        double[] slower = LongStream.range(0, 101)
                .mapToDouble(seed -> lossy(topology, seed, true) / lossy(topology, seed, false))
                .sorted()
                .toArray();
        assertThat(slower[50]).isLessThan(3);
        assertThat(slower[100]).isLessThan(20);
    }

    private static double lossy(Topology topology, long seed, boolean pacing) {
        return Traces.trace(
                        topology,
                        seed,
                        "10.0.0.8",
                        request -> request.queries(20).pacing(pacing))
                .duration()
                .toNanos();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void fewQueries_areNotPaced(int queries) {
        Topology topology = chain(node -> node.icmpRate(1, 1));
        assertThat(trace(topology, queries, true).hops())
                .isEqualTo(trace(topology, queries, false).hops());
    }
}
