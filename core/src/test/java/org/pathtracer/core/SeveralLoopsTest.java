// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pathtracer.Measurement;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.Protocol;
import org.pathtracer.RateLimit;
import org.pathtracer.StopReason;
import org.pathtracer.SystemCallException;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.scripted.EventList;
import org.pathtracer.enrich.EnrichmentOptions;

/** Operations on several loops: spread, divided, limited together, and ended without a rest. */
class SeveralLoopsTest {
    private static final int LOOPS = 4;
    private static final int MANY = 400;
    private static final int TARGETS = 10_000;
    private static final SystemCallException DEAD =
            new SystemCallException("recvmmsg", 9, "EBADF", "the socket is closed");

    private static Tracer tracer(EchoLoops network) {
        return tracer(network, RateLimit.NONE);
    }

    private static Tracer tracer(EchoLoops network, RateLimit limit) {
        return new Tracer(new TracerConfiguration(
                List.of(network), Optional.empty(), limit, LOOPS, EnrichmentOptions.DEFAULT, Optional.empty(), false));
    }

    /** Addresses of a block for tests, one after the other. */
    private static String address(int number) {
        return "198.18.%d.%d".formatted(number / 250, 1 + number % 250);
    }

    private static PingRequest.Builder sweep(int targets) {
        return PingRequest.toAll(IntStream.range(0, targets)
                        .mapToObj(SeveralLoopsTest::address)
                        .toList())
                .count(1)
                .interval(Duration.ZERO)
                .timeout(Duration.ofMinutes(10));
    }

    private static PingRequest endless(String target, Protocol protocol) {
        return PingRequest.to(target)
                .protocol(protocol)
                .count(0)
                .timeout(Duration.ofMinutes(10))
                .build();
    }

    private static List<Measurement<PingEvent, PingResult>> startMany(
            Tracer tracer, EchoLoops network, Protocol protocol) {
        // Opens the first loop, so that the others are started one after the other.
        Measurement<PingEvent, PingResult> first = tracer.start(endless(address(MANY), protocol));
        awaitProbe(network, address(MANY));
        first.cancel();
        List<Measurement<PingEvent, PingResult>> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add(tracer.start(endless(address(i), protocol)));
        }
        return all;
    }

    private static void awaitProbes(EchoLoops network, int targets) {
        while (destinations(network.opened.stream()).size() < targets) {
            Thread.onSpinWait();
        }
    }

    private static void awaitProbe(EchoLoops network, String target) {
        InetAddress destination = inet(target);
        while (!destinations(network.opened.stream()).contains(destination)) {
            Thread.onSpinWait();
        }
    }

    private static Set<InetAddress> destinations(Stream<EchoLoops.Transport> transports) {
        return transports
                .flatMap(transport -> transport.sent.stream())
                .map(EchoLoops.Packet::destination)
                .collect(Collectors.toSet());
    }

    @Test
    void manyOperations_areSpreadEvenly() {
        EchoLoops network = EchoLoops.silent();
        try (Tracer tracer = tracer(network)) {
            startMany(tracer, network, Protocol.ICMP);
            awaitProbes(network, MANY + 1);
            assertThat(network.opened).hasSize(LOOPS);
            assertThat(network.opened)
                    .allSatisfy(transport ->
                            assertThat(destinations(Stream.of(transport))).hasSizeGreaterThan(MANY / LOOPS / 4));
        }
    }

    @Test
    void operation_staysOnOneLoop() {
        EchoLoops network = EchoLoops.silent();
        try (Tracer tracer = tracer(network)) {
            startMany(tracer, network, Protocol.ICMP);
            awaitProbes(network, MANY + 1);
            Map<InetAddress, EchoLoops.Transport> homes = new HashMap<>();
            for (EchoLoops.Transport transport : network.opened) {
                destinations(Stream.of(transport))
                        .forEach(destination ->
                                assertThat(homes.put(destination, transport)).isNull());
            }
        }
    }

    @Test
    void fewOperations_needOneLoop() {
        EchoLoops network = EchoLoops.answering();
        try (Tracer tracer = tracer(network)) {
            for (int i = 0; i < 10; i++) {
                tracer.ping(sweep(5).build());
            }
            assertThat(network.opened).hasSize(1);
        }
    }

    @Test
    void probesWithPorts_stayOnTheFirst() {
        EchoLoops network = EchoLoops.silent();
        try (Tracer tracer = tracer(network)) {
            startMany(tracer, network, Protocol.UDP);
            startMany(tracer, network, Protocol.TCP);
            awaitProbes(network, MANY + 1);
            assertThat(network.opened).hasSize(1);
            assertThat(tracer.start(sweep(TARGETS).protocol(Protocol.UDP).build())
                            .isDone())
                    .isFalse();
            awaitProbes(network, TARGETS);
            assertThat(network.opened).hasSize(1);
        }
    }

    @Test
    void transportThatDoesNotSayItMay_isOpenedOnce() {
        EchoLoops network = EchoLoops.silentAlone();
        try (Tracer tracer = tracer(network)) {
            startMany(tracer, network, Protocol.ICMP);
            awaitProbes(network, MANY + 1);
            assertThat(network.opened).hasSize(1);
        }
    }

    @Test
    void loopsThatCanNotBeOpened_areDoneWithout() {
        EchoLoops network = EchoLoops.answering().openingAtMost(2);
        try (Tracer tracer = tracer(network)) {
            PingResult result = tracer.ping(sweep(TARGETS).build());
            assertThat(result.targets()).allMatch(PingSeries::reached);
            assertThat(network.opened).hasSize(2);
            startMany(tracer, network, Protocol.ICMP);
            awaitProbes(network, TARGETS);
            assertThat(network.opened).hasSize(2);
        }
    }

    @Test
    void largePing_isDividedEvenlyAndHasOneResult() {
        EchoLoops network = new EchoLoops(SeveralLoopsTest::even);
        try (Tracer tracer = tracer(network)) {
            PingResult result =
                    tracer.ping(sweep(TARGETS).timeout(Duration.ofMillis(200)).build());
            assertThat(result.targets())
                    .extracting(series -> series.target().name())
                    .containsExactlyElementsOf(IntStream.range(0, TARGETS)
                            .mapToObj(SeveralLoopsTest::address)
                            .toList());
            assertThat(result.targets())
                    .allSatisfy(series -> assertThat(series.reached())
                            .isEqualTo(even(series.target().address().orElseThrow())));
            assertThat(result.sent()).isEqualTo(TARGETS);
            assertThat(kept(result)).isEqualTo(TARGETS / 2);
            assertThat(result.stopReason()).isEqualTo(StopReason.COMPLETED);
            assertThat(network.opened)
                    .hasSize(LOOPS)
                    .allSatisfy(transport -> assertThat(transport.sent).hasSize(TARGETS / LOOPS));
        }
    }

    private static int kept(PingResult result) {
        return result.targets().stream()
                .mapToInt(series -> series.replies().size())
                .sum();
    }

    private static boolean even(InetAddress address) {
        return address.getAddress()[3] % 2 == 0;
    }

    @Test
    void targetsThatCanNotBeProbed_keepTheirPlaces() {
        try (Tracer tracer = tracer(EchoLoops.answering())) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < TARGETS; i++) {
                names.add(i % 7 == 3 ? "fe80::" + Integer.toHexString(i + 1) : address(i));
            }
            PingResult result = tracer.ping(
                    PingRequest.toAll(names).count(1).interval(Duration.ZERO).build());
            assertThat(result.targets())
                    .extracting(series -> series.target().name())
                    .containsExactlyElementsOf(names);
            assertThat(result.targets())
                    .allSatisfy(series -> assertThat(series.reached())
                            .isEqualTo(!series.target().name().startsWith("fe80")));
        }
    }

    @Test
    void eventsOfALargePing_areOneStream() throws InterruptedException {
        try (Tracer tracer = tracer(EchoLoops.answering())) {
            EventList<PingEvent> collector = new EventList<>();
            Measurement<PingEvent, PingResult> ping =
                    tracer.start(sweep(TARGETS).count(3).build());
            ping.events().subscribe(collector);
            PingResult result = ping.await();
            List<PingEvent> events = collector.await();
            assertThat(events.get(0)).isInstanceOf(PingEvent.Started.class);
            assertThat(((PingEvent.Started) events.get(0)).targets())
                    .isEqualTo(result.targets().stream().map(PingSeries::target).toList());
            Map<PingTarget, Long> sequences = new HashMap<>();
            long told = 0;
            for (PingEvent event : events.subList(1, events.size())) {
                if (event instanceof PingEvent.Replied replied) {
                    Long before =
                            sequences.put(replied.target(), replied.reply().sequence());
                    assertThat(before == null || before < replied.reply().sequence())
                            .isTrue();
                    told++;
                } else {
                    told += ((PingEvent.Dropped) event).count();
                }
            }
            assertThat(told).isEqualTo(3L * TARGETS);
        }
    }

    @Test
    void keptReplies_areBoundedForAllLoopsTogether() {
        try (Tracer tracer = tracer(EchoLoops.answering())) {
            PingResult result = tracer.ping(sweep(TARGETS).keptReplies(1001).build());
            assertThat(kept(result)).isEqualTo(1001);
            assertThat(result.targets().stream()
                            .mapToLong(PingSeries::repliesLeftOut)
                            .sum())
                    .isEqualTo(TARGETS - 1001);
        }
    }

    @Test
    void limitsOfADividedPing_holdForAllItsPartsTogether() {
        EchoLoops network = EchoLoops.silent();
        try (Tracer tracer = tracer(network)) {
            Measurement<PingEvent, PingResult> ping =
                    tracer.start(sweep(TARGETS).maxConcurrency(8195).build());
            while (tracer.counters().inFlight() < 8195) {
                Thread.onSpinWait();
            }
            // Whatever may still follow is on its way once each loop has done what it had to.
            network.opened.forEach(transport ->
                    CompletableFuture.runAsync(() -> {}, transport.loop()).join());
            assertThat(tracer.counters().inFlight()).isEqualTo(8195);
            assertThat(network.opened).hasSize(LOOPS);
            ping.cancel();
        }
    }

    @Test
    void pingThatOneLoopCarries_isNotDivided() {
        for (PingRequest.Builder ping : List.of(
                sweep(TARGETS).interval(Duration.ofMillis(1)),
                sweep(TARGETS).rateLimit(1000),
                sweep(TARGETS).period(Duration.ofSeconds(10)),
                sweep(TARGETS).maxConcurrency(2000))) {
            EchoLoops network = EchoLoops.silent();
            try (Tracer tracer = tracer(network)) {
                tracer.start(ping.build());
                awaitProbes(network, 1);
                assertThat(network.opened).hasSize(1);
            }
        }
    }

    @Test
    void cancelledLargePing_saysHowFarItGot() {
        EchoLoops network = EchoLoops.silent();
        try (Tracer tracer = tracer(network)) {
            Measurement<PingEvent, PingResult> ping =
                    tracer.start(sweep(TARGETS).build());
            awaitProbes(network, TARGETS / 2);
            ping.cancel();
            PingResult result = ping.await();
            assertThat(result.stopReason()).isEqualTo(StopReason.CANCELLED);
            assertThat(result.targets()).hasSize(TARGETS);
            assertThat(result.probesSent()).isGreaterThanOrEqualTo(TARGETS / 2);
            assertThat(tracer.counters().inFlight()).isZero();
        }
    }

    @Test
    void deadlineOfALargePing_endsAllItsParts() {
        try (Tracer tracer = tracer(EchoLoops.silent())) {
            PingResult result =
                    tracer.ping(sweep(TARGETS).deadline(Duration.ofSeconds(3)).build());
            assertThat(result.stopReason()).isEqualTo(StopReason.DEADLINE);
            assertThat(result.targets()).hasSize(TARGETS);
            assertThat(tracer.counters().inFlight()).isZero();
        }
    }

    @Test
    void commonRateLimit_holdsForAllLoopsTogether() {
        int rate = 50_000;
        EchoLoops network = EchoLoops.answering();
        try (Tracer tracer = tracer(network, RateLimit.of(rate))) {
            long before = System.nanoTime();
            tracer.ping(sweep(TARGETS).build());
            assertThat(network.opened).hasSize(LOOPS);
            long last = network.opened.stream()
                    .flatMapToLong(EchoLoops.Transport::sentNanos)
                    .max()
                    .orElseThrow();
            long afterBurst = TARGETS - RateLimit.of(rate).burst();
            assertThat(last - before).isGreaterThanOrEqualTo(afterBurst * 1_000_000_000L / rate);
        }
    }

    @Test
    void answersThatAllLoopsSee_countForTheOneThatAsked() {
        EchoLoops network = EchoLoops.answering().loud();
        try (Tracer tracer = tracer(network)) {
            PingResult result = tracer.ping(sweep(TARGETS).count(3).build());
            assertThat(network.opened).hasSize(LOOPS);
            assertThat(result.targets()).allSatisfy(series -> {
                assertThat(series.received()).isEqualTo(3);
                assertThat(series.counts().isZero()).isTrue();
            });
            assertThat(tracer.counters().answered()).isEqualTo(3L * TARGETS);
            assertThat(tracer.counters().duplicates()).isZero();
        }
    }

    @Test
    void disorderAndDuplicates_countForTheLoopThatAsked() {
        EchoLoops network = EchoLoops.answering().loud().wild();
        try (Tracer tracer = tracer(network)) {
            PingResult result = tracer.ping(sweep(TARGETS).count(3).build());
            assertThat(network.opened).hasSize(LOOPS);
            assertThat(result.targets()).allSatisfy(series -> {
                assertThat(series.received()).isEqualTo(3);
                assertThat(series.counts().late()).isZero();
                assertThat(series.counts().unreachable()).isZero();
            });
            assertThat(tracer.counters().answered()).isEqualTo(3L * TARGETS);
            assertThat(tracer.counters().duplicates()).isPositive();
        }
    }

    @Test
    void loopThatBreaks_failsItsOperationsAndNoOthers() {
        EchoLoops network = EchoLoops.silent();
        try (Tracer tracer = tracer(network)) {
            List<Measurement<PingEvent, PingResult>> all = startMany(tracer, network, Protocol.ICMP);
            awaitProbes(network, MANY + 1);
            Set<InetAddress> lost = destinations(Stream.of(network.opened.get(2)));
            network.opened.get(2).breakDown(DEAD);
            for (int i = 0; i < MANY; i++) {
                Measurement<PingEvent, PingResult> ping = all.get(i);
                if (lost.contains(inet(address(i)))) {
                    assertThatThrownBy(ping::await).isSameAs(DEAD);
                } else {
                    assertThat(ping.isDone()).isFalse();
                }
            }
            assertThat(lost).isNotEmpty().hasSizeLessThan(MANY);
            tracer.start(endless(address(MANY + 1), Protocol.ICMP));
            awaitProbe(network, address(MANY + 1));
            assertThat(network.opened).hasSize(LOOPS + 1);
        }
    }

    private static InetAddress inet(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void loopThatBreaks_failsADividedPingAsAWhole() {
        EchoLoops network = EchoLoops.silent();
        try (Tracer tracer = tracer(network)) {
            Measurement<PingEvent, PingResult> ping =
                    tracer.start(sweep(TARGETS).build());
            awaitProbes(network, TARGETS);
            network.opened.get(1).breakDown(DEAD);
            assertThatThrownBy(ping::await).isSameAs(DEAD);
            while (tracer.counters().inFlight() > 0) {
                Thread.onSpinWait();
            }
            PingResult next = tracer.ping(sweep(5).timeout(Duration.ofMillis(1)).build());
            assertThat(next.sent()).isEqualTo(5);
        }
    }

    @Test
    void cancelsAndClosesAtAnyMoment_leaveNothing() {
        for (long seed = 0; seed < 250; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            EchoLoops network = new EchoLoops(SeveralLoopsTest::even);
            Tracer tracer = tracer(network);
            List<Measurement<PingEvent, PingResult>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                boolean large = random.nextInt(4) == 0;
                all.add(tracer.start(large ? sweep(LOOPS * 1024).build() : endless(address(i), Protocol.ICMP)));
                // Three or more in a round: with its close they are a thousand in all.
                if (i < 3 || random.nextBoolean()) {
                    all.get(random.nextInt(all.size())).cancel();
                }
                for (int pauses = random.nextInt(200); pauses > 0; pauses--) {
                    Thread.yield();
                }
            }
            tracer.close();
            for (Measurement<PingEvent, PingResult> ping : all) {
                assertThat(ping.isDone()).as("seed %d", seed).isTrue();
                assertThat(ping.result().toCompletableFuture())
                        .as("seed %d", seed)
                        .satisfiesAnyOf(
                                result -> assertThat(result).isCompleted(),
                                result -> assertThatThrownBy(result::join)
                                        .cause()
                                        .isInstanceOfAny(
                                                TracerClosedException.class,
                                                org.pathtracer.OperationCancelledException.class));
            }
            assertThat(network.opened).as("seed %d", seed).allMatch(EchoLoops.Transport::ended);
            assertThat(tracer.counters().inFlight()).as("seed %d", seed).isZero();
        }
    }
}
