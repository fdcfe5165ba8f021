// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pathtracer.core.engine.EventSink;

/**
 * Carries events from probing threads to one subscriber, which may be slow, late or absent. It holds a bounded number
 * of events that may be dropped; beyond, the newest of them are dropped and counted, and the count comes where they
 * would have come. Events that must not be dropped are few by their nature. Probing threads take no lock: events go
 * through a queue without one, and a count of requests for work keeps delivery to one thread at a time.
 *
 * <p>What a subscriber does ends its own subscription at most, and never the operation: it cancels, asks for nothing,
 * or throws, and is told of the latter by {@code onError}.
 *
 * @param <E> events
 */
final class EventQueue<E> implements Flow.Publisher<E>, EventSink<E> {
    private static final System.Logger LOG = System.getLogger("org.pathtracer");
    /** Several threads that publish at once may exceed it by one event each. */
    private static final int CAPACITY = 1024;
    /**
     * At so many there is room again; some less than it holds, so that probing threads are not woken for each event.
     */
    private static final int ROOMY = CAPACITY / 2;

    /** After the last event. */
    private record End(@Nullable Throwable cause) {}

    private final Callbacks callbacks;
    private final Predicate<E> droppable;
    private final LongFunction<E> droppedEvent;

    private final ConcurrentLinkedQueue<E> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong demand = new AtomicLong();
    /** Requests to deliver that are not done with. One thread delivers while there are any: the one that was first. */
    private final AtomicInteger requests = new AtomicInteger();

    private final AtomicBoolean subscribed = new AtomicBoolean();
    private final AtomicReference<@Nullable End> end = new AtomicReference<>();
    /**
     * Empty before there is one, and once it cancelled or was told of the end: rule 3.13 of the Reactive Streams
     * specification.
     */
    private final AtomicReference<Flow.@Nullable Subscriber<? super E>> subscriber = new AtomicReference<>();

    private volatile boolean cancelled;
    private volatile boolean roomAwaited;
    private volatile Runnable onRoom = () -> {};

    EventQueue(Callbacks callbacks, Predicate<E> droppable, LongFunction<E> droppedEvent) {
        this.callbacks = callbacks;
        this.droppable = droppable;
        this.droppedEvent = droppedEvent;
    }

    /** From now on; for events that nothing can subscribe to. */
    void takeNone() {
        cancelled = true;
    }

    /** From any probing thread; never waits. The events of each keep their order. */
    void publish(E event) {
        if (cancelled || end.get() != null) {
            return;
        }
        if (size.get() >= CAPACITY && droppable.test(event)) {
            dropped.incrementAndGet();
            return;
        }
        reportDropped();
        add(event);
        if (demand.get() > 0) {
            deliver();
        }
    }

    @Override
    public void accept(E event) {
        publish(event);
    }

    @Override
    public boolean heard() {
        return !cancelled;
    }

    /** Also while there is no subscriber yet; once it has cancelled, nothing waits for it. */
    @Override
    public boolean full() {
        if (cancelled || size.get() < CAPACITY) {
            return false;
        }
        roomAwaited = true;
        // Looked at again, since the last of them may just have been taken by a thread that did not see it.
        return !cancelled && size.get() > ROOMY;
    }

    /** What to do, on any thread, when it is no longer {@link #full} to one that asked. */
    void onRoom(Runnable action) {
        onRoom = action;
    }

    /** After the last event; with what went wrong, if something did. */
    void end(@Nullable Throwable cause) {
        if (end.get() == null) {
            reportDropped();
            end.compareAndSet(null, new End(cause));
            deliver();
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super E> newcomer) {
        Objects.requireNonNull(newcomer, "subscriber");
        if (subscribed.getAndSet(true)) {
            callbacks.execute(() -> refuse(newcomer));
            return;
        }
        // The first delivery: none begins before the subscriber has its subscription.
        requests.set(1);
        subscriber.set(newcomer);
        callbacks.execute(() -> call(() -> {
            newcomer.onSubscribe(new Demand());
            drain();
        }));
    }

    private void reportDropped() {
        // Looked at first, which costs the probing thread less than an exchange for every event.
        if (dropped.get() > 0) {
            long count = dropped.getAndSet(0);
            if (count > 0) {
                add(droppedEvent.apply(count));
            }
        }
    }

    /** The count goes first, so that it is never below what there is. */
    private void add(E event) {
        size.incrementAndGet();
        queue.add(event);
    }

    /**
     * Asks for a delivery of what there is. Called behind every change that may make one possible, so none is missed.
     */
    private void deliver() {
        if (subscriber.get() != null && requests.getAndIncrement() == 0) {
            callbacks.execute(() -> call(this::drain));
        }
    }

    private static void refuse(Flow.Subscriber<?> newcomer) {
        try {
            newcomer.onSubscribe(new Rejected());
            newcomer.onError(new IllegalStateException("These events have a subscriber already"));
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "A subscriber failed", e);
        }
    }

    /**
     * Rule 2.13 of the Reactive Streams specification: a subscriber that throws has cancelled. It gets to know why it
     * is told no more, as does the log: what throws there may be code that nothing else watches.
     */
    private void call(Runnable calls) {
        try {
            calls.run();
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "A subscriber failed; its subscription ends, and the operation goes on", e);
            Flow.Subscriber<? super E> failed = cancelSubscription();
            if (failed != null && !callbacks.closed()) {
                tell(failed, e);
            }
        }
    }

    private static void tell(Flow.Subscriber<?> failed, Throwable cause) {
        try {
            failed.onError(cause);
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "A subscriber failed to take its own failure", e);
        }
    }

    /**
     * Until every request for it that came meanwhile is done with: one thread at a time, so events keep their order.
     */
    private void drain() {
        int open = requests.get();
        while (open != 0) {
            pass();
            open = requests.addAndGet(-open);
        }
    }

    /** What was asked for. The tracer may be closed between any two events: then no call follows. */
    private void pass() {
        Flow.Subscriber<? super E> to;
        while ((to = subscriber.get()) != null && !callbacks.closed()) {
            // Looked at before the queue: no event comes behind the end.
            End last = end.get();
            E event = demand.get() > 0 ? take() : null;
            if (event == null) {
                if (last != null && queue.isEmpty()) {
                    finish(last);
                }
                return;
            }
            demand.decrementAndGet();
            to.onNext(event);
        }
        clear();
    }

    private void finish(End last) {
        Flow.Subscriber<? super E> to = cancelSubscription();
        if (to == null) {
            return;
        }
        if (last.cause() != null) {
            to.onError(last.cause());
        } else {
            to.onComplete();
        }
    }

    private @Nullable E take() {
        E event = queue.poll();
        if (event != null && size.decrementAndGet() <= ROOMY && roomAwaited) {
            roomAwaited = false;
            onRoom.run();
        }
        return event;
    }

    private void clear() {
        E event;
        do {
            event = take();
        } while (event != null);
    }

    /** The subscriber that may still be told something; null if it cancelled or was told of the end. */
    private Flow.@Nullable Subscriber<? super E> cancelSubscription() {
        cancelled = true;
        Flow.Subscriber<? super E> told = subscriber.getAndSet(null);
        clear();
        return told;
    }

    private final class Demand implements Flow.Subscription {
        @Override
        public void request(long n) {
            if (n <= 0) {
                refuse(n);
                return;
            }
            demand.accumulateAndGet(n, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
            deliver();
        }

        /** Rules 3.9 and, after a cancellation, 3.6 of the Reactive Streams specification. */
        private void refuse(long n) {
            if (cancelled) {
                return;
            }
            end.set(new End(
                    new IllegalArgumentException("%d events requested, but it must be at least 1".formatted(n))));
            clear();
            deliver();
        }

        @Override
        public void cancel() {
            cancelSubscription();
        }
    }

    private static final class Rejected implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
