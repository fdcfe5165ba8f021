// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.BulkTraceEvent;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Measurement;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.RateLimit;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.ping.TargetResults;

/** How traces in bulk and streamed pings end: cancelled, and under subscribers that misbehave. */
class ManyTargetsEndTest {
    private static final int LOOPS = 4;
    private static final int TARGETS = 5000;
    /** Those that answer. */
    private static final int FIRST = 10;

    private static Tracer tracer(EchoLoops network) {
        return new Tracer(new TracerConfiguration(
                List.of(network),
                Optional.empty(),
                RateLimit.NONE,
                LOOPS,
                EnrichmentOptions.DEFAULT,
                Optional.empty(),
                false));
    }

    private static List<String> targets() {
        return IntStream.range(0, TARGETS)
                .mapToObj(number -> "198.18.%d.%d".formatted(number / 250, 1 + number % 250))
                .toList();
    }

    /** Calls this with each event. */
    private static <E> Flow.Subscriber<E> each(Consumer<E> action, CompletableFuture<Throwable> failure) {
        return new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(E event) {
                action.accept(event);
            }

            @Override
            public void onError(Throwable cause) {
                failure.complete(cause);
            }

            @Override
            public void onComplete() {
                failure.cancel(false);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cancelledTracesInBulk_sayHowFarTheyGot(boolean stopSet) throws InterruptedException {
        EchoLoops network =
                new EchoLoops(address -> address.getAddress()[2] == 0 && (address.getAddress()[3] & 0xff) <= FIRST);
        try (Tracer tracer = tracer(network)) {
            Measurement<BulkTraceEvent, BulkTraceResult> traces = tracer.start(TraceRequest.toAll(targets())
                    .concurrentTraces(20)
                    .stopSet(stopSet)
                    .timeout(Duration.ofMinutes(10))
                    .build());
            CountDownLatch completed = new CountDownLatch(FIRST);
            traces.events()
                    .subscribe(each(
                            event -> {
                                if (event instanceof BulkTraceEvent.TraceCompleted) {
                                    completed.countDown();
                                }
                            },
                            new CompletableFuture<>()));
            completed.await();
            traces.cancel();
            BulkTraceResult result = traces.await();
            assertThat(result.stopReason()).isEqualTo(StopReason.CANCELLED);
            assertThat(result.targets()).hasSize(TARGETS);
            assertThat(result.targets().subList(0, FIRST)).allMatch(series -> series.reached());
            assertThat(result.targets().get(FIRST).trace().orElseThrow().stopReason())
                    .isEqualTo(StopReason.CANCELLED);
            assertThat(result.targets().get(TARGETS - 1).trace()).isEmpty();
            assertThat(tracer.counters().inFlight()).isZero();
        }
    }

    @Test
    void subscriberThatThrows_costsAStreamedPingNothingButItself() {
        try (Tracer tracer = tracer(EchoLoops.answering())) {
            Measurement<PingEvent, PingResult> ping = tracer.start(PingRequest.toAll(targets())
                    .count(2)
                    .interval(Duration.ZERO)
                    .targetResults(TargetResults.STREAMED)
                    .build());
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            ping.events()
                    .subscribe(each(
                            event -> {
                                if (event instanceof PingEvent.TargetCompleted) {
                                    throw new IllegalStateException("planted");
                                }
                            },
                            failure));
            PingResult result = ping.await();
            assertThat(failure.join()).hasMessage("planted");
            assertThat(result.stopReason()).isEqualTo(StopReason.COMPLETED);
            assertThat(result.received()).isEqualTo(2L * TARGETS);
            assertThat(result.targetsReached()).isEqualTo(TARGETS);
        }
    }

    @Test
    void streamedResultsOfABlockingPing_areRefusedBeforeATransportIsOpened() {
        EchoLoops network = EchoLoops.answering();
        try (Tracer tracer = tracer(network)) {
            assertThatThrownBy(() -> tracer.ping(PingRequest.to("198.18.0.1")
                            .targetResults(TargetResults.STREAMED)
                            .build()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessage("streamed target results go to a subscriber, which a blocking ping can't have: use"
                            + " start(request), or other target results");
            assertThat(network.opened).isEmpty();
        }
    }
}
