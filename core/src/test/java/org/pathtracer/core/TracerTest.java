// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Measurement;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.PathTracer;
import org.pathtracer.StopReason;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.core.scripted.EventList;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.core.scripted.ScriptedPath;

/** Traces from the outside, as an application sees them. */
class TracerTest {
    @Test
    void trace_givesTheWholeStory() {
        try (PathTracer tracer = TracerBench.over(TracerBench.chain(6))) {
            TraceResult result = tracer.trace(TracerBench.TARGET);
            assertThat(result.reached()).isTrue();
            assertThat(result.stopReason()).isEqualTo(StopReason.DESTINATION);
            assertThat(result.hops()).hasSize(6);
            assertThat(result.address()).isEqualTo(ScriptedPath.TARGET);
            assertThat(result.target()).isEqualTo(TracerBench.TARGET);
            assertThat(result.transport().name()).isEqualTo("simulated");
            assertThat(result.probesSent()).isEqualTo(18 + 15);
            assertThat(tracer.trace(TracerBench.TARGET).hops()).hasSize(6);
        }
    }

    @Test
    void counters_areThoseOfAllOperations() {
        Tracer closed;
        try (Tracer tracer = TracerBench.over(TracerBench.chain(6))) {
            closed = tracer;
            tracer.trace(TracerBench.TARGET);
            tracer.trace(TracerBench.TARGET);
            assertThat(tracer.counters().sent()).isEqualTo(2 * (18 + 15));
            assertThat(tracer.counters().inFlight()).isZero();
        }
        assertThat(closed.counters().answered()).isGreaterThanOrEqualTo(2 * 18);
    }

    @Test
    void events_tellTheSameStoryInOrder() throws InterruptedException {
        EventList<TraceEvent> collector = new EventList<>();
        try (PathTracer tracer = TracerBench.over(TracerBench.chain(6))) {
            Measurement<TraceEvent, TraceResult> trace = tracer.start(
                    // What is found out about a hop comes after it was settled.
                    TraceRequest.to(TracerBench.TARGET).enrichment(false).build());
            trace.events().subscribe(collector);
            TraceResult result = trace.result().toCompletableFuture().join();
            List<TraceEvent> events = collector.await();
            assertThat(events.get(0)).isInstanceOf(TraceEvent.Started.class);
            assertThat(events.stream()
                            .filter(TraceEvent.HopSettled.class::isInstance)
                            .map(event -> ((TraceEvent.HopSettled) event).hop()))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("lossVerdict")
                    .isEqualTo(result.hops());
        }
    }

    @Test
    void deadline_givesAPartialResult() {
        try (PathTracer tracer = TracerBench.over(ScriptedNetwork.threaded(new ScriptedPath(20).silentFrom(4)))) {
            TraceResult result = tracer.trace(TraceRequest.to(TracerBench.TARGET)
                    .timeout(Duration.ofHours(2))
                    .deadline(Duration.ofHours(1))
                    .build());
            assertThat(result.stopReason()).isEqualTo(StopReason.DEADLINE);
            assertThat(result.hops()).hasSize(3);
        }
    }

    @Test
    void deadlineWhileThePreparationHangs_holdsNevertheless() {
        CountDownLatch never = new CountDownLatch(1);
        ScriptedNetwork hanging = TracerBench.still().network.supporting(() -> awaitUninterrupted(never));
        try (Tracer tracer = TracerBench.tracer(Optional.empty(), hanging)) {
            for (String target : List.of(TracerBench.TARGET, "localhost")) {
                TraceRequest request =
                        TraceRequest.to(target).deadline(Duration.ofMillis(1)).build();
                assertThatThrownBy(() -> tracer.trace(request)).hasMessageContaining("deadline");
            }
            never.countDown();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatIsWrongWithARequest_comesThroughItsResult() {
        try (PathTracer tracer = TracerBench.still().tracer) {
            assertThatThrownBy(() -> tracer.trace("pathtracer.invalid")).isInstanceOf(UnknownTargetException.class);
            assertThatThrownBy(() -> tracer.trace(TraceRequest.to(TracerBench.TARGET)
                            .networkInterface("nosuch0")
                            .build()))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(tracer.start(TraceRequest.to(TracerBench.TARGET)
                                    .transport("nosuch")
                                    .build())
                            .result()
                            .toCompletableFuture()::join)
                    .hasCauseInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void interruptedThread_cancelsTheTraceAndKeepsItsFlag() throws InterruptedException {
        TracerBench bench = TracerBench.still();
        try (PathTracer tracer = bench.tracer) {
            List<Object> seen = new ArrayList<>();
            Thread waiter = new Thread(() -> {
                try {
                    tracer.trace(TracerBench.TARGET);
                } catch (OperationCancelledException e) {
                    seen.add(Thread.currentThread().isInterrupted());
                }
            });
            waiter.start();
            TracerBench.awaitFirstProbe(bench.network);
            waiter.interrupt();
            waiter.join();
            assertThat(seen).containsExactly(true);
            // The loop works off its tasks in their order, so what follows comes after the cancellation.
            CountDownLatch after = new CountDownLatch(1);
            bench.network.loop().execute(after::countDown);
            assertThat(after.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(bench.network.cancels()).isEqualTo(bench.network.sent().size());
        }
    }

    @Test
    void cancel_givesAPartialResult() {
        TracerBench bench = TracerBench.still();
        try (PathTracer tracer = bench.tracer) {
            Measurement<TraceEvent, TraceResult> trace = tracer.start(TracerBench.request());
            TracerBench.awaitFirstProbe(bench.network);
            trace.close();
            trace.cancel();
            assertThat(trace.result().toCompletableFuture().join().stopReason()).isEqualTo(StopReason.CANCELLED);
        }
    }

    @Test
    void transports_areReported() {
        try (Tracer tracer = TracerBench.tracer(Optional.empty(), TracerBench.still().network)) {
            assertThat(tracer.transports()).hasSize(6).allMatch(report -> report.available());
        }
    }
}
