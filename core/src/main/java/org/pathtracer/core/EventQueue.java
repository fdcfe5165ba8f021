// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Carries events from a probing thread to one subscriber, who may be slow, late or absent. It holds a bounded number of
 * events that may be dropped; beyond, the newest of them are dropped and counted, and the count comes where they would
 * have come. Events that must not be dropped are few by their nature. The one structure that two threads share.
 *
 * <p>What a subscriber does ends its own subscription at most, and never the operation: it cancels, asks for nothing,
 * or throws, and is told of the latter by {@code onError}.
 *
 * @param <E> events
 */
final class EventQueue<E> implements Flow.Publisher<E> {
    /** Begins with the first message: a logger takes more time than a short run has. */
    private static final class Logging {
        static final System.Logger LOGGER = System.getLogger("org.pathtracer");
    }

    private static final int CAPACITY = 1024;

    private final Callbacks callbacks;
    private final Predicate<E> droppable;
    private final LongFunction<E> droppedEvent;

    private final Object lock = new Object();
    private final ArrayDeque<E> queue = new ArrayDeque<>();
    /** Until it cancelled or was told of the end: rule 3.13 of the Reactive Streams specification. */
    private Flow.@Nullable Subscriber<? super E> subscriber;

    private boolean subscribed;
    private long demand;
    private long dropped;
    private boolean draining;
    private boolean ended;
    private boolean cancelled;
    private @Nullable Throwable failure;

    EventQueue(Callbacks callbacks, Predicate<E> droppable, LongFunction<E> droppedEvent) {
        this.callbacks = callbacks;
        this.droppable = droppable;
        this.droppedEvent = droppedEvent;
    }

    /** From the probing thread; never waits. */
    void publish(E event) {
        boolean wake;
        synchronized (lock) {
            if (cancelled || ended) {
                return;
            }
            if (queue.size() >= CAPACITY && droppable.test(event)) {
                dropped++;
                return;
            }
            reportDropped();
            queue.add(event);
            wake = wakes();
        }
        deliver(wake);
    }

    /** After the last event; with what went wrong, if something did. */
    void end(@Nullable Throwable cause) {
        boolean wake;
        synchronized (lock) {
            if (ended) {
                return;
            }
            reportDropped();
            ended = true;
            failure = cause;
            wake = wakes();
        }
        deliver(wake);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super E> newcomer) {
        Objects.requireNonNull(newcomer, "subscriber");
        boolean first;
        synchronized (lock) {
            first = !subscribed;
            if (first) {
                subscribed = true;
                subscriber = newcomer;
                draining = true;
            }
        }
        callbacks.execute(() -> {
            if (first) {
                call(() -> {
                    newcomer.onSubscribe(new Demand());
                    drain();
                });
            } else {
                refuse(newcomer);
            }
        });
    }

    private void reportDropped() {
        if (dropped > 0) {
            queue.add(droppedEvent.apply(dropped));
            dropped = 0;
        }
    }

    /** Under the lock: whether the caller must {@link #deliver}. */
    private boolean wakes() {
        boolean work = demand > 0 && !queue.isEmpty() || ended && queue.isEmpty();
        boolean wakes = subscriber != null && !draining && !cancelled && work;
        draining = draining || wakes;
        return wakes;
    }

    /** Not under the lock: the user's executor may run it here and now. */
    private void deliver(boolean wake) {
        if (wake) {
            callbacks.execute(() -> call(this::drain));
        }
    }

    private static void refuse(Flow.Subscriber<?> newcomer) {
        try {
            newcomer.onSubscribe(new Rejected());
            newcomer.onError(new IllegalStateException("These events have a subscriber already"));
        } catch (Throwable e) {
            Logging.LOGGER.log(Level.WARNING, "A subscriber failed", e);
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
            Logging.LOGGER.log(
                    Level.WARNING, "A subscriber failed; its subscription ends, and the operation goes on", e);
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
            Logging.LOGGER.log(Level.WARNING, "A subscriber failed to take its own failure", e);
        }
    }

    /**
     * One at a time, so events keep their order. The tracer may be closed between any two of them: then no call
     * follows.
     */
    private void drain() {
        Flow.Subscriber<? super E> to;
        while (true) {
            E event;
            synchronized (lock) {
                to = subscriber;
                if (to == null || cancelled || callbacks.closed()) {
                    queue.clear();
                    draining = false;
                    return;
                }
                if (demand == 0 || queue.isEmpty()) {
                    draining = false;
                    if (!ended || !queue.isEmpty()) {
                        return;
                    }
                    cancelled = true;
                    subscriber = null;
                    break;
                }
                demand--;
                event = queue.remove();
            }
            to.onNext(event);
        }
        if (failure != null) {
            to.onError(failure);
        } else {
            to.onComplete();
        }
    }

    /** The subscriber that may still be told something; null if it cancelled or was told of the end. */
    private Flow.@Nullable Subscriber<? super E> cancelSubscription() {
        synchronized (lock) {
            Flow.Subscriber<? super E> told = cancelled ? null : subscriber;
            cancelled = true;
            subscriber = null;
            draining = false;
            queue.clear();
            return told;
        }
    }

    private final class Demand implements Flow.Subscription {
        @Override
        public void request(long n) {
            if (n <= 0) {
                refuse(n);
                return;
            }
            boolean wake;
            synchronized (lock) {
                demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
                wake = wakes();
            }
            deliver(wake);
        }

        /** Rules 3.9 and, after a cancellation, 3.6 of the Reactive Streams specification. */
        private void refuse(long n) {
            boolean wake;
            synchronized (lock) {
                if (cancelled) {
                    return;
                }
                queue.clear();
                ended = true;
                failure = new IllegalArgumentException("%d events requested, but it must be at least 1".formatted(n));
                wake = wakes();
            }
            deliver(wake);
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
