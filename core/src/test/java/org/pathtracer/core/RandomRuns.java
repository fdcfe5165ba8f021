// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Measurement;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MultipathRequest;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathTracer;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.Request;
import org.pathtracer.RequestBuilder;
import org.pathtracer.TraceRequest;
import org.pathtracer.TracerClosedException;
import org.pathtracer.ping.TargetResults;

/** Operations of all kinds that end in all ways, with subscribers of all kinds, as a seed says. */
final class RandomRuns {
    /** Enough for two loops. */
    private static final int SWEPT = 2048;

    private static final int TRACED = 200;
    private static final int WAYS = 3;

    private final PathTracer tracer;
    private final String transport;
    private final IntFunction<String> address;
    private final SplittableRandom random;
    private final List<Run<?, ?>> runs = new ArrayList<>();

    /** Over a transport, to hosts of which each number has an address. */
    RandomRuns(PathTracer tracer, String transport, IntFunction<String> address, SplittableRandom random) {
        this.tracer = tracer;
        this.transport = transport;
        this.address = address;
        this.random = random;
    }

    /** One more, of any kind. */
    void start() {
        switch (random.nextInt(10)) {
            case 0 -> start(any(PingRequest.to(one()).count(0)).build());
            case 1 -> start(sweep(TargetResults.KEPT));
            case 2 -> start(sweep(TargetResults.SUMMED));
            case 3 -> start(sweep(TargetResults.STREAMED));
            case 4 -> start(any(TraceRequest.toAll(several(TRACED))).build());
            case 5 ->
                start(any(TraceRequest.toAll(several(TRACED)).stopSet(true)).build());
            case 6 ->
                start(any(TraceRequest.to(one()).enrichment(false).reverseDns(false))
                        .build());
            case 7 -> start(any(MonitorRequest.toAll(several(3))).build());
            case 8 ->
                start(any(MultipathRequest.to(one()).enrichment(false).reverseDns(false))
                        .build());
            default -> start(any(PathMtuRequest.to(one())).build());
        }
    }

    private PingRequest sweep(TargetResults results) {
        return any(PingRequest.toAll(several(SWEPT))
                        .count(2)
                        .interval(Duration.ZERO)
                        .targetResults(results))
                .build();
    }

    private String one() {
        return address.apply(random.nextInt(SWEPT));
    }

    private List<String> several(int count) {
        return IntStream.range(0, count).mapToObj(address).toList();
    }

    private <B extends RequestBuilder<B>> B any(B request) {
        B own = request.transport(transport);
        return random.nextInt(4) == 0 ? own.deadline(Duration.ofMillis(1 + random.nextInt(20))) : own;
    }

    private <E, R> void start(Request<E, R> request) {
        Listener<E> listener = new Listener<>(Manner.values()[random.nextInt(Manner.values().length)]);
        Measurement<E, R> operation = tracer.start(request);
        runs.add(new Run<>(operation, operation.result().toCompletableFuture(), listener));
        if (listener.manner != Manner.ABSENT) {
            operation.events().subscribe(listener);
        }
    }

    /** Ends one of them, which may have ended before. */
    void endOne() {
        end(runs.get(random.nextInt(runs.size())));
    }

    void endAll() {
        runs.forEach(this::end);
    }

    private void end(Run<?, ?> run) {
        switch (random.nextInt(WAYS)) {
            case 0 -> run.operation.cancel();
            case 1 -> run.future.cancel(true);
            default -> run.operation.close();
        }
    }

    /** How many were started. */
    int count() {
        return runs.size();
    }

    /** Waits until each has ended by itself or by what was done to it. */
    void awaitAll() {
        for (Run<?, ?> run : runs) {
            try {
                run.future.get();
            } catch (ExecutionException | CancellationException e) {
                // Looked at below.
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** To be called after the tracer's close. */
    void assertEnded(String which) {
        for (Run<?, ?> run : runs) {
            assertThat(run.future).as(which).isDone();
            if (run.future.isCompletedExceptionally() && !run.future.isCancelled()) {
                assertThat(run.future.handle((result, cause) -> cause).join())
                        .as(which)
                        .isInstanceOfAny(TracerClosedException.class, OperationCancelledException.class);
            }
            run.listener.assertEnded(which);
            if (run.result() instanceof PingResult ping && run.listener.manner.patient) {
                assertThat(run.listener.completed).as(which).isEqualTo(ping.targetsStreamed());
            }
        }
    }

    private record Run<E, R>(Measurement<E, R> operation, CompletableFuture<R> future, Listener<E> listener) {
        @Nullable
        R result() {
            return future.isCompletedExceptionally() ? null : future.join();
        }
    }

    /** What a subscriber does. */
    private enum Manner {
        ASKS_FOR_ALL(true),
        ASKS_FOR_ONE(true),
        ASKS_FOR_NONE(false),
        THROWS(false),
        CANCELS(false),
        ABSENT(false);

        /** Is told everything. */
        final boolean patient;

        Manner(boolean patient) {
            this.patient = patient;
        }
    }

    private static final class Listener<E> implements Flow.Subscriber<E> {
        private static final int ENOUGH = 3;

        final Manner manner;
        volatile long completed;
        private volatile int events;
        private volatile int ends;
        private volatile boolean toldAfterTheEnd;
        private volatile boolean cancelled;
        private Flow.@Nullable Subscription subscription;

        Listener(Manner manner) {
            this.manner = manner;
        }

        @Override
        public void onSubscribe(Flow.Subscription newcomer) {
            subscription = newcomer;
            if (manner != Manner.ASKS_FOR_NONE) {
                newcomer.request(manner == Manner.ASKS_FOR_ONE ? 1 : Long.MAX_VALUE);
            }
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time
        public void onNext(E event) {
            toldAfterTheEnd |= ends > 0 || cancelled;
            events++;
            if (event instanceof PingEvent.TargetCompleted) {
                completed++;
            }
            if (manner == Manner.THROWS && events == ENOUGH) {
                throw new IllegalStateException("planted");
            }
            if (manner == Manner.CANCELS && events == ENOUGH) {
                cancelled = true;
                subscription.cancel();
            }
            if (manner == Manner.ASKS_FOR_ONE) {
                subscription.request(1);
            }
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate")
        public void onError(Throwable cause) {
            ends++;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate")
        public void onComplete() {
            ends++;
        }

        void assertEnded(String which) {
            assertThat(toldAfterTheEnd).as(which).isFalse();
            switch (manner) {
                case ASKS_FOR_NONE -> assertThat(ends).as(which).isLessThanOrEqualTo(1);
                case CANCELS -> assertThat(ends).as(which).isEqualTo(cancelled ? 0 : 1);
                case ABSENT -> assertThat(ends).isZero();
                default -> assertThat(ends).as("%s, %s", which, manner).isEqualTo(1);
            }
        }
    }
}
