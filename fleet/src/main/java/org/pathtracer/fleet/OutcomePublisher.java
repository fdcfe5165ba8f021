// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Outcomes for one subscriber. Its demand reaches the hub: only when what came has been taken, more is asked for. */
final class OutcomePublisher<R> implements Flow.Publisher<FleetOutcome<R>> {
    private static final System.Logger LOG = System.getLogger(OutcomePublisher.class.getName());

    private final Executor executor;
    private final Runnable askForMore;
    private final Runnable cancel;
    private final Queue<FleetOutcome<R>> waiting = new ArrayDeque<>();
    private final AtomicInteger work = new AtomicInteger();
    private Flow.@Nullable Subscriber<? super FleetOutcome<R>> subscriber;
    private @Nullable Throwable failure;
    private long demand;
    private boolean takesAll;
    private boolean wanted;
    private boolean ended;
    private boolean over;

    OutcomePublisher(Executor executor, Runnable askForMore, Runnable cancel) {
        this.executor = executor;
        this.askForMore = askForMore;
        this.cancel = cancel;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super FleetOutcome<R>> next) {
        Objects.requireNonNull(next, "subscriber");
        boolean second;
        synchronized (this) {
            second = subscriber != null || takesAll;
            if (!second) {
                subscriber = next;
            }
        }
        if (second) {
            next.onSubscribe(new Nothing());
            next.onError(new IllegalStateException(
                    "the outcomes are for one subscriber, which subscribes before the result is asked for"));
        } else {
            next.onSubscribe(new Demand());
            drain();
        }
    }

    /** There is no subscriber, and the result is what counts. */
    void takeAll() {
        synchronized (this) {
            if (subscriber == null) {
                takesAll = true;
            }
        }
        drain();
    }

    void offer(FleetOutcome<R> outcome) {
        synchronized (this) {
            waiting.add(outcome);
        }
        drain();
    }

    /** Asks for more once what came has been taken. */
    void whenTaken() {
        synchronized (this) {
            wanted = true;
        }
        drain();
    }

    void end(@Nullable Throwable why) {
        synchronized (this) {
            ended = true;
            failure = why;
        }
        drain();
    }

    private void drain() {
        if (work.getAndIncrement() == 0) {
            executor.execute(this::drainLoop);
        }
    }

    private void drainLoop() {
        int missed = 1;
        while (missed != 0) {
            step();
            missed = work.addAndGet(-missed);
        }
    }

    private void step() {
        FleetOutcome<R> next = next();
        while (next != null) {
            deliver(next);
            next = next();
        }
        boolean ask;
        Flow.Subscriber<? super FleetOutcome<R>> last = null;
        synchronized (this) {
            ask = wanted && waiting.isEmpty();
            wanted &= !ask;
            if (ended && waiting.isEmpty() && !over && subscriber != null) {
                over = true;
                last = subscriber;
            }
        }
        if (ask) {
            askForMore.run();
        }
        if (last != null && failure == null) {
            last.onComplete();
        } else if (last != null) {
            last.onError(failure);
        }
    }

    private synchronized @Nullable FleetOutcome<R> next() {
        if (takesAll || over) {
            waiting.clear();
            return null;
        }
        return demand > 0 && subscriber != null ? waiting.poll() : null;
    }

    private void deliver(FleetOutcome<R> outcome) {
        Flow.Subscriber<? super FleetOutcome<R>> to;
        synchronized (this) {
            demand -= demand == Long.MAX_VALUE ? 0 : 1;
            to = over ? null : subscriber;
        }
        if (to == null) {
            return;
        }
        try {
            to.onNext(outcome);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a subscriber failed", e);
            stop(e);
        }
    }

    private void stop(Throwable why) {
        Flow.Subscriber<? super FleetOutcome<R>> to;
        synchronized (this) {
            to = over ? null : subscriber;
            over = true;
        }
        cancel.run();
        if (to != null) {
            to.onError(why);
        }
    }

    private final class Demand implements Flow.Subscription {
        @Override
        public void request(long count) {
            if (count <= 0) {
                stop(new IllegalArgumentException(
                        "a subscriber asked for %d outcomes: ask for one at least".formatted(count)));
                return;
            }
            synchronized (OutcomePublisher.this) {
                demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            }
            drain();
        }

        @Override
        public void cancel() {
            synchronized (OutcomePublisher.this) {
                over = true;
            }
            cancel.run();
        }
    }

    /** Of a subscriber that gets an error at once. */
    private static final class Nothing implements Flow.Subscription {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
