// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.BulkTraceEvent;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.InternalFailureException;
import org.pathtracer.Measurement;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.RateLimit;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.scripted.EventList;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.ping.TargetResults;

/** One of several loops ends by what is thrown there: what ran on it fails, and nothing else does. */
class DyingLoopTest {
    private static final int MANY = 400;
    private static final int LATER = 100;
    private static final int TARGETS = 10_000;
    private static final Duration FOREVER = Duration.ofMinutes(10);
    /** So that there is always something to send. */
    private static final Duration SOON = Duration.ofMillis(20);

    private static final Error DEFECT = new AssertionError("planted");

    /** How a loop ends. */
    enum Death {
        THREAD_ENDS(EchoLoops.Transport::kill),
        SEND_THROWS(EchoLoops.Transport::throwInSend),
        FLUSH_THROWS(EchoLoops.Transport::throwInFlush);

        final BiConsumer<EchoLoops.Transport, Error> plant;

        Death(BiConsumer<EchoLoops.Transport, Error> plant) {
            this.plant = plant;
        }
    }

    static Stream<Arguments> everyDeath() {
        return Stream.of(1, 2, 4)
                .flatMap(loops -> Arrays.stream(Death.values()).map(death -> Arguments.of(loops, death)));
    }

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

    private static String address(int number) {
        return "198.18.%d.%d".formatted(number / 250, 1 + number % 250);
    }

    private static PingRequest endless(int target) {
        return PingRequest.to(address(target))
                .count(0)
                .interval(Duration.ofMillis(50))
                .timeout(FOREVER)
                .build();
    }

    private static List<String> block() {
        return IntStream.range(0, TARGETS).mapToObj(DyingLoopTest::address).toList();
    }

    private static PingRequest.Builder sweep() {
        return PingRequest.toAll(block()).count(1).interval(Duration.ZERO).timeout(SOON);
    }

    private static Set<String> probed(Stream<EchoLoops.Transport> transports) {
        return transports
                .flatMap(transport -> transport.sent.stream())
                .map(EchoLoops.Packet::destination)
                .map(InetAddress::getHostAddress)
                .collect(Collectors.toSet());
    }

    private static void awaitProbes(EchoLoops network, int targets) {
        while (probed(network.opened.stream()).size() < targets) {
            Thread.onSpinWait();
        }
    }

    /** One after the other, so that each is given to the loop with the least to do. */
    private static List<Measurement<PingEvent, PingResult>> start(Tracer tracer, EchoLoops network, int from, int to) {
        List<Measurement<PingEvent, PingResult>> all = new ArrayList<>();
        for (int i = from; i < to; i++) {
            all.add(tracer.start(endless(i)));
            String target = address(i);
            while (i == from && !probed(network.opened.stream()).contains(target)) {
                Thread.onSpinWait();
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("everyDeath")
    void loopThatDies_failsItsOperations_andTheNextGetOthers(int loops, Death death) {
        EchoLoops network = EchoLoops.silent();
        try (Tracer tracer = tracer(network, loops)) {
            List<Measurement<PingEvent, PingResult>> before = start(tracer, network, 0, MANY);
            awaitProbes(network, MANY);
            assertThat(network.opened).hasSize(loops);
            EchoLoops.Transport dead = network.opened.get(loops - 1);
            Set<String> lost = probed(Stream.of(dead));
            death.plant.accept(dead, DEFECT);
            int failed = 0;
            for (int i = 0; i < MANY; i++) {
                Measurement<PingEvent, PingResult> ping = before.get(i);
                if (lost.contains(address(i))) {
                    assertThatThrownBy(ping::await)
                            .isInstanceOf(InternalFailureException.class)
                            .hasMessageContaining("planted")
                            .hasCause(DEFECT);
                    failed++;
                } else {
                    assertThat(ping.isDone()).isFalse();
                }
            }
            assertThat(failed).isEqualTo(lost.size()).isPositive();
            List<Measurement<PingEvent, PingResult>> later = start(tracer, network, MANY, MANY + LATER);
            awaitProbes(network, MANY + LATER);
            assertThat(later).noneMatch(Measurement::isDone);
            assertThat(network.opened).hasSize(loops + 1);
            while (!dead.ended()) {
                Thread.onSpinWait();
            }
        }
        assertThat(network.opened).allMatch(EchoLoops.Transport::ended);
    }

    @ParameterizedTest
    @EnumSource
    void loopThatDies_endsAllPartsOfADividedPing(Death death) {
        for (TargetResults results : TargetResults.values()) {
            EchoLoops network = EchoLoops.silent();
            try (Tracer tracer = tracer(network, 4)) {
                Measurement<PingEvent, PingResult> ping =
                        tracer.start(sweep().count(1000).targetResults(results).build());
                EventList<PingEvent> events = new EventList<>();
                ping.events().subscribe(events);
                awaitProbes(network, 5000);
                death.plant.accept(network.opened.get(2), DEFECT);
                assertThatThrownBy(ping::await)
                        .as("%s", results)
                        .isInstanceOf(InternalFailureException.class)
                        .hasCause(DEFECT);
                assertThatThrownBy(events::await).hasRootCause(DEFECT);
                while (tracer.counters().inFlight() > 0) {
                    Thread.onSpinWait();
                }
                PingResult next = tracer.ping(sweep().build());
                assertThat(next.sent()).isEqualTo(TARGETS);
                assertThat(network.opened).hasSize(5);
            }
            assertThat(network.opened).allMatch(EchoLoops.Transport::ended);
        }
    }

    @ParameterizedTest
    @EnumSource
    void loopThatDies_failsTracesInBulk(Death death) {
        for (boolean stopSet : new boolean[] {false, true}) {
            EchoLoops network = EchoLoops.silent();
            try (Tracer tracer = tracer(network, 2)) {
                Measurement<BulkTraceEvent, BulkTraceResult> traces = tracer.start(TraceRequest.toAll(block())
                        .stopSet(stopSet)
                        .timeout(SOON)
                        .build());
                awaitProbes(network, 5);
                death.plant.accept(network.opened.get(0), DEFECT);
                assertThatThrownBy(traces::await)
                        .isInstanceOf(InternalFailureException.class)
                        .hasCause(DEFECT);
                while (tracer.counters().inFlight() > 0) {
                    Thread.onSpinWait();
                }
            }
            assertThat(network.opened).allMatch(EchoLoops.Transport::ended);
        }
    }

    /** Nothing has used the dead loop since: closing finds it so. */
    @ParameterizedTest
    @MethodSource("everyDeath")
    void closeRightAfterTheDeath_leavesNothing(int loops, Death death) {
        EchoLoops network = EchoLoops.silent();
        Tracer tracer = tracer(network, loops);
        List<Measurement<PingEvent, PingResult>> all = start(tracer, network, 0, MANY);
        awaitProbes(network, MANY);
        network.opened.forEach(transport -> death.plant.accept(transport, DEFECT));
        tracer.close();
        assertThat(all).allMatch(Measurement::isDone);
        assertThat(network.opened).allMatch(EchoLoops.Transport::ended);
        assertThat(tracer.counters().inFlight()).isZero();
    }
}
