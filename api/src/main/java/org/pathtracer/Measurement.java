// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.pathtracer.annotation.NotForImplementation;

/**
 * A running operation. Thread-safe. It ends by itself, by {@link #cancel()}, {@link #close()}, its deadline, or with
 * its tracer.
 *
 * <p>Callbacks of both kinds run on the tracer's callback executor, never on the thread that probes, so they may block,
 * start further operations, wait for them, and close the tracer. No callback begins after the tracer is closed: events
 * that were not delivered by then are dropped, without an end for their subscriber. The result completes nevertheless.
 *
 * @param <E> events
 * @param <R> result
 * @since 0.1.0
 */
@NotForImplementation
public interface Measurement<E, R> extends AutoCloseable {
    /**
     * Returns the result, also a partial one after {@link #cancel()} or the deadline (it says so). It completes
     * exceptionally with a {@link PathTracerException} if the operation could not run.
     *
     * <p>All calls return the same stage. Its {@link CompletionStage#toCompletableFuture() future} belongs to the
     * operation: to cancel it, to let it time out ({@code orTimeout}), or to complete it otherwise cancels the
     * operation. A stage that depends on it does not.
     */
    CompletionStage<R> result();

    /**
     * Waits for the result and returns it, as the blocking call of the same operation does.
     *
     * @throws OperationCancelledException if the thread is interrupted while the operation runs; this cancels the
     *     operation, and the thread stays interrupted
     * @throws PathTracerException if the operation could not run
     * @throws IllegalStateException on the thread that probes, which the result would have to come from
     */
    R await();

    /**
     * Waits for the result, but no longer than this. An operation that takes longer goes on, and may be awaited again.
     *
     * @param longest time to wait; zero or less to look without waiting
     * @return the result, or empty if the operation still runs
     * @throws OperationCancelledException if the thread is interrupted while the operation runs; this cancels the
     *     operation, and the thread stays interrupted
     * @throws PathTracerException if the operation could not run
     * @throws IllegalStateException on the thread that probes, which the result would have to come from
     */
    Optional<R> await(Duration longest);

    /**
     * Returns whether the operation has ended: with a result, with a partial one, or with an exception. Then
     * {@link #await()} returns at once. Callbacks that tell of the end may still be under way.
     */
    boolean isDone();

    /**
     * Returns what happens, as it happens, for one subscriber, which gets events from the start. What it does not
     * request in time is kept up to a bound; beyond it, events of single probes are dropped, counted and reported. The
     * probing never waits for a subscriber, except for a ping that
     * {@linkplain org.pathtracer.ping.TargetResults#STREAMED streams} its results. A second subscriber gets
     * {@link IllegalStateException} through {@code onError}.
     *
     * <p>The operation is not the subscription: a subscriber that cancels is told no more, and the operation goes on.
     * What a subscriber throws reaches its own {@code onError} and the system logger {@code org.pathtracer}, and ends
     * the subscription only. So does a request for less than one event.
     */
    Flow.Publisher<E> events();

    /**
     * Ends the operation, which then completes with what it has. Has no effect if the operation has ended. Returns at
     * once: {@link #await()} gives the partial result.
     */
    void cancel();

    /** Ends the operation, as {@link #cancel()} does. */
    @Override
    default void close() {
        cancel();
    }
}
