// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.Measurement;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.StopReason;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TracerClosedException;
import org.pathtracer.UnknownTargetException;

/** Waiting for an operation that was started is the same as the blocking call. */
class AwaitTest {
    private static final Duration LONG = Duration.ofSeconds(Long.MAX_VALUE);

    @Test
    void await_givesTheResult() {
        try (Tracer tracer = TracerBench.over(TracerBench.chain(6));
                Measurement<TraceEvent, TraceResult> trace = tracer.start(TracerBench.request())) {
            TraceResult result = trace.await();
            assertThat(result.reached()).isTrue();
            assertThat(trace.isDone()).isTrue();
            assertThat(trace.await(LONG)).containsSame(result);
            assertThat(trace.await(Duration.ofSeconds(-1))).containsSame(result);
            assertThat(trace.result().toCompletableFuture().join()).isSameAs(result);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, 0, 1})
    void awaitThatRunsOut_leavesTheOperationRunning(long seconds) {
        TracerBench bench = TracerBench.still();
        try (Tracer tracer = bench.tracer) {
            Measurement<TraceEvent, TraceResult> trace = tracer.start(TracerBench.request());
            Duration span = seconds > 0 ? Duration.ofNanos(seconds) : Duration.ofSeconds(seconds);
            assertThat(trace.await(span)).isEmpty();
            assertThat(trace.isDone()).isFalse();
            TracerBench.awaitFirstProbe(bench.network);
            trace.cancel();
            assertThat(trace.await().stopReason()).isEqualTo(StopReason.CANCELLED);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void interruptedThread_cancelsTheOperationAndKeepsItsFlag(boolean limited) throws Exception {
        TracerBench bench = TracerBench.still();
        try (Tracer tracer = bench.tracer) {
            Measurement<TraceEvent, TraceResult> trace = tracer.start(TracerBench.request());
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread waiter = new Thread(() -> {
                try {
                    flag.completeExceptionally(new AssertionError(limited ? trace.await(LONG) : trace.await()));
                } catch (OperationCancelledException e) {
                    flag.complete(Thread.currentThread().isInterrupted());
                }
            });
            waiter.start();
            TracerBench.awaitFirstProbe(bench.network);
            waiter.interrupt();
            assertThat(flag.get()).isTrue();
            assertThat(trace.await().stopReason()).isEqualTo(StopReason.CANCELLED);
            waiter.join();
        }
    }

    @Test
    void failure_isThrownAsByTheBlockingCall() {
        try (Tracer tracer = TracerBench.still().tracer) {
            Measurement<TraceEvent, TraceResult> trace =
                    tracer.start(TraceRequest.to("pathtracer.invalid").build());
            assertThatThrownBy(trace::await).isInstanceOf(UnknownTargetException.class);
            assertThatThrownBy(() -> trace.await(LONG)).isInstanceOf(UnknownTargetException.class);
            assertThat(trace.isDone()).isTrue();
        }
    }

    @Test
    void close_endsTheWait() {
        TracerBench bench = TracerBench.still();
        Measurement<TraceEvent, TraceResult> trace = bench.tracer.start(TracerBench.request());
        bench.tracer.close();
        assertThatThrownBy(trace::await).isInstanceOf(TracerClosedException.class);
    }

    @Test
    void cancelledFuture_leavesThePartialResultToAwait() {
        TracerBench bench = TracerBench.still();
        try (Tracer tracer = bench.tracer) {
            Measurement<TraceEvent, TraceResult> trace = tracer.start(TracerBench.request());
            TracerBench.awaitFirstProbe(bench.network);
            trace.result().toCompletableFuture().cancel(true);
            assertThat(trace.await().stopReason()).isEqualTo(StopReason.CANCELLED);
        }
    }

    @Test
    void subscriberThatThrows_isToldSoAndTheMeasurementGoesOn() throws Exception {
        try (Tracer tracer = TracerBench.over(TracerBench.chain(6))) {
            Measurement<TraceEvent, TraceResult> trace = tracer.start(TracerBench.request());
            Thrower thrower = new Thrower();
            trace.events().subscribe(thrower);
            assertThat(thrower.told.get()).isSameAs(thrower.thrown);
            assertThat(trace.await().stopReason()).isEqualTo(StopReason.DESTINATION);
        }
    }

    /** Throws at its first event. */
    private static final class Thrower implements Flow.Subscriber<TraceEvent> {
        private final IllegalStateException thrown = new IllegalStateException("of the subscriber");
        private final CompletableFuture<Throwable> told = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(TraceEvent event) {
            throw thrown;
        }

        @Override
        public void onError(Throwable cause) {
            told.complete(cause);
        }

        @Override
        public void onComplete() {
            told.completeExceptionally(new AssertionError("completed"));
        }
    }
}
