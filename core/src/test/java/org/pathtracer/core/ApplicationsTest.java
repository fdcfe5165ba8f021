// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.Measurement;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MultipathRequest;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathTracer;
import org.pathtracer.PathTracerException;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.Request;
import org.pathtracer.SharedCaches;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedNetwork;

/** Code of applications that throws, blocks, waits, cancels or closes where it should not hurt anything else. */
@Timeout(120)
class ApplicationsTest {
    private static PathTracer tracer(Optional<Executor> executor) {
        return TracerBench.tracer(executor, TracerBench.chain(1));
    }

    private static PingRequest ping(int count) {
        return PingRequest.to(TracerBench.TARGET).count(count).build();
    }

    /** Executors that run what they are given in the caller, always or when they are busy, or fail. */
    static Stream<Executor> difficultExecutors() {
        ThreadPoolExecutor callerRuns = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                DifficultThreads::daemon,
                new ThreadPoolExecutor.CallerRunsPolicy());
        callerRuns.allowCoreThreadTimeOut(true);
        Executor failing = task -> {
            throw new IllegalStateException("the application's executor is broken");
        };
        Executor runsAndFails = task -> {
            task.run();
            throw new IllegalStateException("the application's executor is broken");
        };
        return Stream.of(Runnable::run, callerRuns, failing, runsAndFails);
    }

    private static final class DifficultThreads {
        static Thread daemon(Runnable work) {
            Thread thread = new Thread(work, "application");
            thread.setDaemon(true);
            return thread;
        }
    }

    @ParameterizedTest
    @MethodSource("difficultExecutors")
    void blockingCallInACallback_worksWithAnyExecutor(Executor executor) throws Exception {
        try (PathTracer tracer = tracer(Optional.of(executor));
                Measurement<PingEvent, PingResult> ping = tracer.start(ping(20))) {
            AtomicInteger inner = new AtomicInteger();
            Listener listener = new Listener(
                    event -> inner.addAndGet(tracer.ping(ping(1)).replies().size()));
            ping.events().subscribe(listener);
            int nested = ping.result()
                    .thenApply(result -> tracer.ping(ping(3)).replies().size())
                    .toCompletableFuture()
                    .get();
            assertThat(nested).isEqualTo(3);
            assertThat(listener.end.get()).isEqualTo("complete");
            assertThat(inner).hasValue(listener.events.get());
        }
    }

    @ParameterizedTest
    @MethodSource("difficultExecutors")
    void closeInACallback_worksWithAnyExecutor(Executor executor) throws Exception {
        PathTracer tracer = tracer(Optional.of(executor));
        CompletableFuture<String> closed = new CompletableFuture<>();
        Measurement<PingEvent, PingResult> ping = tracer.start(ping(0));
        ping.events().subscribe(new Listener(event -> {
            tracer.close();
            closed.complete("closed");
        }));
        assertThat(closed.get()).isEqualTo("closed");
        assertThatThrownBy(ping.result().toCompletableFuture()::join)
                .hasRootCauseInstanceOf(TracerClosedException.class);
    }

    @Test
    void subscriberThatThrows_leavesTheMeasurementAlone() throws Exception {
        try (PathTracer tracer = tracer(Optional.empty());
                Measurement<PingEvent, PingResult> ping = tracer.start(ping(20))) {
            RuntimeException defect = new IllegalStateException("the application's defect");
            Listener listener = new Listener(event -> {
                throw defect;
            });
            ping.events().subscribe(listener);
            PingResult result = ping.result().toCompletableFuture().get();
            assertThat(result.statistics().sent()).isEqualTo(20);
            assertThat(result.stopReason()).isEqualTo(StopReason.COMPLETED);
            assertThat(listener.end.get()).isEqualTo(defect.toString());
            assertThat(listener.events).hasValue(1);
        }
    }

    @Test
    void stageActionThatThrows_leavesOtherStagesAlone() throws Exception {
        try (PathTracer tracer = tracer(Optional.empty());
                Measurement<PingEvent, PingResult> ping = tracer.start(ping(20))) {
            CompletableFuture<PingResult> failed = ping.result()
                    .whenComplete((result, cause) -> {
                        throw new IllegalStateException("the application's defect");
                    })
                    .toCompletableFuture();
            CompletableFuture<PingResult> other =
                    ping.result().thenApply(result -> result).toCompletableFuture();
            assertThat(other.get().statistics().sent()).isEqualTo(20);
            assertThatThrownBy(failed::get).hasRootCauseMessage("the application's defect");
        }
    }

    @Test
    void hundredsOfBlockedSubscribers_starveNothing() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (PathTracer tracer = tracer(Optional.empty())) {
            List<Listener> blocked = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Listener listener = new Listener(event -> release.await());
                blocked.add(listener);
                tracer.start(ping(2)).events().subscribe(listener);
            }
            Measurement<PingEvent, PingResult> other = tracer.start(ping(20));
            Listener listener = new Listener(event -> {});
            other.events().subscribe(listener);
            assertThat(other.result().toCompletableFuture().get().statistics().sent())
                    .isEqualTo(20);
            assertThat(listener.end.get()).isEqualTo("complete");
            release.countDown();
            for (Listener each : blocked) {
                assertThat(each.end.get()).isEqualTo("complete");
            }
        }
    }

    static Stream<Request<?, ?>> endlessRequests() {
        return Stream.of(
                ping(0),
                MonitorRequest.to(TracerBench.TARGET).cycles(0).build(),
                TraceRequest.to(TracerBench.TARGET).build(),
                PathMtuRequest.to(TracerBench.TARGET).build(),
                MultipathRequest.to(TracerBench.TARGET).build());
    }

    @ParameterizedTest
    @MethodSource("endlessRequests")
    void cancelledFuture_endsTheOperation(Request<?, ?> request) throws Exception {
        TracerBench bench = TracerBench.still();
        try (PathTracer tracer = bench.tracer) {
            Measurement<?, ?> operation = tracer.start(request);
            TracerBench.awaitFirstProbe(bench.network);
            Ended ended = new Ended();
            operation.events().subscribe(ended);
            operation.result().toCompletableFuture().cancel(true);
            ended.end.get();
            assertThat(tracer.counters().inFlight()).isZero();
        }
    }

    @Test
    void timedOutFuture_endsAnEndlessPing() throws Exception {
        try (PathTracer tracer = tracer(Optional.empty())) {
            Measurement<PingEvent, PingResult> ping = tracer.start(ping(0));
            Ended ended = new Ended();
            CompletableFuture<PingResult> result =
                    ping.result().toCompletableFuture().orTimeout(20, TimeUnit.MILLISECONDS);
            assertThatThrownBy(result::join).hasCauseInstanceOf(TimeoutException.class);
            ping.events().subscribe(ended);
            ended.end.get();
        }
    }

    @Test
    void cancelledSubscription_leavesThePingRunning() throws Exception {
        try (PathTracer tracer = tracer(Optional.empty());
                Measurement<PingEvent, PingResult> ping = tracer.start(ping(50))) {
            Listener listener = new Listener(event -> {});
            listener.cancelAfterFirst = true;
            ping.events().subscribe(listener);
            assertThat(ping.result().toCompletableFuture().get().statistics().sent())
                    .isEqualTo(50);
            assertThat(listener.end).isNotDone();
        }
    }

    @Test
    void blockingCallsAndCloseOnTheProbingThread_areRefusedWithTheRemedy() throws Exception {
        CompletableFuture<Throwable> blocking = new CompletableFuture<>();
        CompletableFuture<Throwable> close = new CompletableFuture<>();
        CompletableFuture<PathTracer> itself = new CompletableFuture<>();
        Script probing = (probe, number) -> {
            if (itself.isDone()) {
                blocking.complete(failure(() -> itself.join().ping(ping(1))));
                close.complete(failure(itself.join()::close));
            }
            return List.of(Arrival.echo(1_000_000, probe.profile().destination()));
        };
        try (PathTracer tracer = TracerBench.over(ScriptedNetwork.threaded(probing))) {
            tracer.ping(ping(1));
            itself.complete(tracer);
            tracer.ping(ping(1));
            assertThat(blocking.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("use start()");
            assertThat(close.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("another thread");
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void missingArgument_isNamed() {
        try (PathTracer tracer = tracer(Optional.empty())) {
            Map<ThrowingCallable, String> calls = Map.ofEntries(
                    Map.entry(() -> tracer.trace((TraceRequest) null), "request"),
                    Map.entry(() -> tracer.trace((String) null), "target"),
                    Map.entry(() -> tracer.ping((PingRequest) null), "request"),
                    Map.entry(() -> tracer.monitor(null), "request"),
                    Map.entry(() -> tracer.discoverPaths((MultipathRequest) null), "request"),
                    Map.entry(() -> tracer.pathMtu((PathMtuRequest) null), "request"),
                    Map.entry(() -> tracer.testBufferbloat(null), "request"),
                    Map.entry(() -> tracer.start((PingRequest) null), "request"),
                    Map.entry(() -> tracer.dns().query(null), "query"),
                    Map.entry(() -> tracer.dns().start(null), "query"),
                    Map.entry(() -> tracer.services().check(null), "check"),
                    Map.entry(() -> tracer.services().start(null), "check"),
                    Map.entry(() -> tracer.publicAddresses().find(null), "request"),
                    Map.entry(() -> tracer.publicAddresses().start(null), "request"),
                    Map.entry(() -> tracer.interfaces().routeTo(null), "target"),
                    Map.entry(() -> tracer.interfaces().watch(null), "listener"),
                    Map.entry(() -> SharedCaches.create().load(null), "file"),
                    Map.entry(() -> SharedCaches.create().save(null), "file"));
            calls.forEach((call, name) -> assertThatThrownBy(call)
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage(name));
        }
    }

    private static Throwable failure(Runnable action) {
        try {
            action.run();
            return new AssertionError("it was not refused");
        } catch (IllegalStateException e) {
            return e;
        }
    }

    /**
     * Each result arrives or fails with the tracer's own exception, and no thread is left, whenever the close comes.
     */
    @Test
    void aThousandOperationsAndACloseAtARandomMoment_leaveNothingOpen() throws Exception {
        long seed = System.nanoTime();
        System.out.println("ApplicationsTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 5; round++) {
            PathTracer tracer = TracerBench.over(TracerBench.chain(6));
            int before = random.nextInt(1001);
            List<CompletableFuture<?>> results = new ArrayList<>();
            Thread closer = new Thread(tracer::close);
            for (int i = 0; i < 1000; i++) {
                if (i == before) {
                    closer.start();
                }
                try {
                    Request<?, ?> request = i % 2 == 0
                            ? ping(3)
                            : TraceRequest.to(TracerBench.TARGET).build();
                    Measurement<?, ?> operation = tracer.start(request);
                    int kind = random.nextInt(4);
                    if (kind == 0) {
                        operation.events().subscribe(new Ended());
                    } else if (kind == 1) {
                        operation.cancel();
                    } else if (kind == 2) {
                        operation.result().toCompletableFuture().cancel(true);
                    }
                    results.add(operation.result().toCompletableFuture());
                } catch (TracerClosedException e) {
                    assertThat(i).isGreaterThanOrEqualTo(before);
                }
            }
            tracer.close();
            if (before < 1000) {
                closer.join();
            }
            for (CompletableFuture<?> result : results) {
                assertThat(result).as("seed %d", seed).isDone();
                Throwable cause = result.handle((value, failure) -> failure).join();
                if (cause != null && !result.isCancelled()) {
                    assertThat(cause).as("seed %d", seed).isInstanceOf(PathTracerException.class);
                }
            }
        }
    }

    @Test
    void operationCancelledBeforeItsFirstProbe_saysSo() {
        TracerBench bench = TracerBench.still();
        try (PathTracer tracer = bench.tracer) {
            Measurement<?, ?> operation = tracer.start(ping(1));
            operation.cancel();
            Throwable cause = operation
                    .result()
                    .handle((value, failure) -> failure)
                    .toCompletableFuture()
                    .join();
            assertThat(cause)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            some -> assertThat(some).isInstanceOf(OperationCancelledException.class));
        }
    }

    private interface Action {
        void on(PingEvent event) throws InterruptedException;
    }

    private static final class Listener implements Flow.Subscriber<PingEvent> {
        final AtomicInteger events = new AtomicInteger();
        final CompletableFuture<String> end = new CompletableFuture<>();
        private final Action action;
        private Flow.Subscription subscription;
        private boolean cancelAfterFirst;

        Listener(Action action) {
            this.action = action;
        }

        @Override
        public void onSubscribe(Flow.Subscription all) {
            subscription = all;
            all.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(PingEvent event) {
            events.incrementAndGet();
            if (cancelAfterFirst) {
                subscription.cancel();
            }
            try {
                action.on(event);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onError(Throwable cause) {
            end.complete(cause.toString());
        }

        @Override
        public void onComplete() {
            end.complete("complete");
        }
    }

    /** Waits for the end of any stream. */
    private static final class Ended implements Flow.Subscriber<Object> {
        final CompletableFuture<String> end = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription all) {
            all.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Object event) {}

        @Override
        public void onError(Throwable cause) {
            end.complete(cause.toString());
        }

        @Override
        public void onComplete() {
            end.complete("complete");
        }
    }
}
