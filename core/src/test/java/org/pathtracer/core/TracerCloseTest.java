// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pathtracer.Measurement;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceResult;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.core.trace.TraceKind;

/** Nothing outlives the close, and no caller waits for what will not come. */
class TracerCloseTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    @Test
    void runningTraces_endWithTracerClosed() {
        TracerBench bench = TracerBench.still();
        Measurement<TraceEvent, TraceResult> trace = bench.tracer.start(TracerBench.request());
        TracerBench.awaitFirstProbe(bench.network);
        bench.tracer.close();
        bench.tracer.close();
        assertThat(bench.network.closed()).isTrue();
        assertThatThrownBy(trace.result().toCompletableFuture()::join).hasCauseInstanceOf(TracerClosedException.class);
    }

    @Test
    void closeRightAfterTheStart_endsTheTraceToo() {
        for (int i = 0; i < 200; i++) {
            TracerBench bench = TracerBench.still();
            Measurement<TraceEvent, TraceResult> trace = bench.tracer.start(TracerBench.request());
            bench.tracer.close();
            assertThatThrownBy(trace.result().toCompletableFuture()::join)
                    .hasCauseInstanceOf(TracerClosedException.class);
        }
    }

    @Test
    void startAfterTheClose_isRefused() {
        Tracer tracer = TracerBench.over(TracerBench.chain(3));
        tracer.trace(TracerBench.TARGET);
        tracer.close();
        assertThatThrownBy(() -> tracer.start(TracerBench.request())).isInstanceOf(TracerClosedException.class);
        assertThatThrownBy(() -> tracer.trace(TracerBench.TARGET)).isInstanceOf(TracerClosedException.class);
    }

    @Test
    void waitingThread_getsTracerClosed() throws InterruptedException {
        TracerBench bench = TracerBench.still();
        AtomicInteger seen = new AtomicInteger();
        Thread waiter = new Thread(() -> {
            try {
                bench.tracer.trace(TracerBench.TARGET);
            } catch (TracerClosedException e) {
                seen.incrementAndGet();
            }
        });
        waiter.start();
        TracerBench.awaitFirstProbe(bench.network);
        bench.tracer.close();
        waiter.join();
        assertThat(seen).hasValue(1);
    }

    @Test
    void usersExecutorThatDoesNotGetToIt_leavesNoResultOpen() {
        ManualExecutor executor = new ManualExecutor();
        TracerBench bench = TracerBench.still(executor);
        Measurement<TraceEvent, TraceResult> trace = bench.tracer.start(TracerBench.request());
        AtomicInteger callbacks = new AtomicInteger();
        trace.result().whenComplete((result, cause) -> callbacks.incrementAndGet());
        TracerBench.awaitFirstProbe(bench.network);
        bench.tracer.close();
        assertThat(trace.result().toCompletableFuture()).isCompletedExceptionally();
        assertThat(callbacks).hasValue(1);
        executor.runAll();
        assertThat(callbacks).hasValue(1);
    }

    @Test
    void closeByASubscriber_endsCallbacksAndTheirThread() throws InterruptedException {
        Tracer tracer = TracerBench.over(TracerBench.chain(3));
        Measurement<TraceEvent, TraceResult> trace = tracer.start(TracerBench.request());
        trace.result().toCompletableFuture().join();
        List<TraceEvent> events = new CopyOnWriteArrayList<>();
        CompletableFuture<Thread> closer = new CompletableFuture<>();
        trace.events().subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(TraceEvent event) {
                events.add(event);
                tracer.close();
                closer.complete(Thread.currentThread());
            }

            @Override
            public void onError(Throwable cause) {
                closer.completeExceptionally(cause);
            }

            @Override
            public void onComplete() {
                closer.completeExceptionally(new AssertionError("told of the end after the close"));
            }
        });
        Thread thread = closer.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
        thread.join(SOON.toMillis());
        assertThat(thread.isAlive()).isFalse();
        assertThat(events).hasSize(1);
    }

    @Test
    void transportThatFailsToClose_keepsNoOtherOpen() {
        TracerBench bench = TracerBench.still();
        bench.tracer.start(TracerBench.request());
        TracerBench.awaitFirstProbe(bench.network);
        bench.network.failOnClose();
        Measurement<TraceEvent, TraceResult> trace = bench.tracer.start(TracerBench.request());
        assertThatThrownBy(bench.tracer::close).hasMessage("can't close");
        assertThatThrownBy(trace.result().toCompletableFuture()::join).hasCauseInstanceOf(TracerClosedException.class);
        assertThatThrownBy(() -> bench.tracer.start(TracerBench.request())).isInstanceOf(TracerClosedException.class);
    }

    @Test
    void deadlineOfTheNameLookUp_leavesAStartedTraceToItsEngine() {
        TracerBench bench = TracerBench.still();
        OperationRun<TraceEvent, TraceResult> run =
                new OperationRun<>(new TraceKind(TracerBench.request()), new Callbacks(Optional.empty()), () -> {});
        var engine = new org.pathtracer.core.engine.ProbeEngine(bench.network, org.pathtracer.RateLimit.NONE);
        run.start(
                List.of(engine),
                List.of(new Endpoint.Found(
                        TracerBench.TARGET,
                        LocalEndpoint.profile(TracerBench.request().probe(), ScriptedPath.TARGET))),
                new TransportSelector.Selection(
                        bench.network,
                        new org.pathtracer.result.TransportChoiceRecord("scripted", "test", java.util.List.of()),
                        false),
                java.util.Optional.empty(),
                Runnable::run);
        run.failUnstarted(new TracerClosedException("too late"));
        assertThat(run.internal()).isNotDone();
        engine.close();
        assertThat(run.internal()).isCompletedExceptionally();
    }

    @Test
    void close_leavesNoThread() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Tracer tracer = TracerBench.over(ScriptedNetwork.threaded(new ScriptedPath(3)));
        tracer.trace("localhost");
        tracer.start(TracerBench.request()).result().toCompletableFuture().join();
        tracer.close();
        for (Thread left : threadsBut(before)) {
            // A worker that has counted itself out may still be on its last steps.
            left.join(SOON.toMillis());
            assertThat(left.isAlive()).as(left.getName()).isFalse();
        }
    }

    private static Set<Thread> threadsBut(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().startsWith("pathtracer"))
                .collect(Collectors.toSet());
    }
}
