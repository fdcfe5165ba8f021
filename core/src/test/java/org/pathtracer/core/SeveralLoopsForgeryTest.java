// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.Hop;
import org.pathtracer.Measurement;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.ProbeCounters;
import org.pathtracer.RateLimit;
import org.pathtracer.RejectionReason;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.core.scripted.EventList;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.ping.TargetResults;
import org.pathtracer.statistics.Statistics;

/**
 * Forged answers, and answers to the probes of other loops, which raw sockets are all told of: none counts, and no true
 * one is lost.
 */
class SeveralLoopsForgeryTest {
    private static final int LOOPS = 4;
    private static final int FORGERIES = 3;
    private static final int TARGETS = 4096;
    private static final int QUERIES = 3;
    private static final int TRACES = 300;
    private static final int ROUTERS = 4;

    private static Tracer tracer(EchoLoops network, int loops) {
        return new Tracer(new TracerConfiguration(
                List.of(network),
                Optional.empty(),
                RateLimit.NONE,
                loops,
                EnrichmentOptions.DEFAULT,
                Optional.empty(),
                false));
    }

    /** Every fourth target is silent, so its probes are open to guesses. */
    private static EchoLoops attacked() {
        return new EchoLoops(address -> address.getAddress()[3] % 4 != 0).loud().forging(FORGERIES);
    }

    private static String address(int number) {
        return "198.18.%d.%d".formatted(number / 250, 1 + number % 250);
    }

    private static boolean answers(int number) {
        return (1 + number % 250) % 4 != 0;
    }

    private static List<String> addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj(SeveralLoopsForgeryTest::address)
                .toList();
    }

    private static void assertForgeriesAreCounted(Tracer tracer, long atLeast) {
        ProbeCounters counters = tracer.counters();
        assertThat(counters.duplicates()).isZero();
        assertThat(counters.rejected(RejectionReason.WRONG_TAG)).isGreaterThan(atLeast / 4);
        assertThat(counters.rejected().values().stream()
                        .mapToLong(count -> count)
                        .sum())
                .isGreaterThanOrEqualTo(atLeast);
    }

    private static PingRequest.Builder sweep() {
        return PingRequest.toAll(addresses(TARGETS))
                .count(QUERIES)
                .interval(Duration.ZERO)
                .timeout(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, LOOPS})
    void forgedAnswersToASweep_neverCount(int loops) {
        EchoLoops network = attacked();
        try (Tracer tracer = tracer(network, loops)) {
            PingResult result = tracer.ping(sweep().build());
            assertThat(network.opened).hasSize(Math.min(loops, TARGETS / 1024));
            for (int i = 0; i < TARGETS; i++) {
                assertThat(result.targets().get(i).received()).as(address(i)).isEqualTo(answers(i) ? QUERIES : 0);
                assertThat(result.targets().get(i).counts().isZero()).isTrue();
            }
            assertThat(tracer.counters().answered()).isEqualTo(result.received());
            assertForgeriesAreCounted(tracer, (long) TARGETS * QUERIES * FORGERIES);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TargetResults.class,
            names = {"STREAMED", "SUMMED"})
    void forgedAnswersToASweepThatKeepsNothing_neverCount(TargetResults results) {
        try (Tracer tracer = tracer(attacked(), LOOPS)) {
            Measurement<PingEvent, PingResult> ping =
                    tracer.start(sweep().targetResults(results).build());
            EventList<PingEvent> events = new EventList<>();
            ping.events().subscribe(events);
            PingResult result = ping.await();
            long answering = IntStream.range(0, TARGETS)
                    .filter(SeveralLoopsForgeryTest::answers)
                    .count();
            assertThat(result.received()).isEqualTo(QUERIES * answering);
            assertThat(result.targetsReached()).isEqualTo((int) answering);
            assertThat(result.counts().isZero()).isTrue();
            assertThat(result.afterwards().isZero()).isTrue();
            Statistics all = result.statistics();
            assertThat(all.sent() - all.received()).isEqualTo(QUERIES * (TARGETS - answering));
            if (results == TargetResults.STREAMED) {
                assertThat(events.await().stream()
                                .filter(PingEvent.TargetCompleted.class::isInstance)
                                .map(PingEvent.TargetCompleted.class::cast))
                        .hasSize(TARGETS)
                        .allMatch(told -> told.series().received() == (answers(told.index()) ? QUERIES : 0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, LOOPS})
    void forgedAnswersToTraces_neverCount(int loops) {
        EchoLoops network = attacked().behind(ROUTERS);
        try (Tracer tracer = tracer(network, loops)) {
            List<Measurement<TraceEvent, TraceResult>> traces = new ArrayList<>();
            for (String target : addresses(TRACES)) {
                traces.add(tracer.start(trace(target)));
            }
            for (int i = 0; i < TRACES; i++) {
                assertPath(traces.get(i).await(), i);
            }
            assertThat(network.opened).hasSize(loops);
            assertForgeriesAreCounted(tracer, (long) TRACES * QUERIES * ROUTERS * FORGERIES);
        }
    }

    private static TraceRequest trace(String target) {
        return TraceRequest.to(target)
                .rateLimit(0)
                .gapLimit(2)
                .timeout(Duration.ofSeconds(1))
                .enrichment(false)
                .reverseDns(false)
                .build();
    }

    private static void assertPath(TraceResult trace, int number) {
        assertThat(trace.reached()).as(address(number)).isEqualTo(answers(number));
        List<Hop> hops = trace.hops();
        for (int i = 0; i < hops.size(); i++) {
            Optional<String> expected = i < ROUTERS
                    ? Optional.of("10.0.0." + (i + 1))
                    : answers(number) ? Optional.of(address(number)) : Optional.empty();
            assertThat(hops.get(i).address().map(java.net.InetAddress::getHostAddress))
                    .isEqualTo(expected);
            assertThat(hops.get(i).responders()).hasSizeLessThanOrEqualTo(1);
            assertThat(hops.get(i).probes()).allMatch(probe -> probe.duplicates() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void forgedAnswersToTracesInBulk_neverCount(boolean stopSet) {
        try (Tracer tracer = tracer(attacked().behind(ROUTERS), LOOPS)) {
            BulkTraceResult result = tracer.trace(TraceRequest.toAll(addresses(TRACES))
                    .rateLimit(0)
                    .gapLimit(2)
                    .timeout(Duration.ofSeconds(1))
                    .stopSet(stopSet)
                    .build());
            for (int i = 0; i < TRACES; i++) {
                assertPath(result.targets().get(i).trace().orElseThrow(), i);
            }
        }
    }

    /** A transport must not tell anything then; one that does nevertheless does no harm. */
    @Test
    void answersAfterTheClose_countForNothing() {
        EchoLoops network = EchoLoops.silent();
        Tracer tracer = tracer(network, LOOPS);
        Measurement<PingEvent, PingResult> ping =
                tracer.start(sweep().timeout(Duration.ofMinutes(1)).build());
        while (network.opened.size() < LOOPS || tracer.counters().inFlight() < TARGETS) {
            Thread.onSpinWait();
        }
        tracer.close();
        assertThat(ping.result().toCompletableFuture()).isCompletedExceptionally();
        network.opened.forEach(transport -> transport.tellLate(TARGETS));
        assertThat(tracer.counters().answered()).isZero();
        assertThat(tracer.counters().inFlight()).isZero();
    }
}
