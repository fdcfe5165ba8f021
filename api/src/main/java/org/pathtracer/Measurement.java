// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

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
     * Returns what happens, as it happens, for one subscriber, which gets events from the start. What it does not
     * request in time is kept up to a bound; beyond it, events of single probes are dropped, counted and reported. The
     * probing never waits for a subscriber. A second subscriber gets {@link IllegalStateException} through
     * {@code onError}.
     *
     * <p>The operation is not the subscription: a subscriber that cancels is told no more, and the operation goes on.
     * What a subscriber throws reaches its own {@code onError} and the system logger {@code org.pathtracer}, and ends
     * the subscription only. So does a request for less than one event.
     */
    Flow.Publisher<E> events();

    /** Ends the operation; it completes with what it has. Does nothing if it has ended. Returns at once. */
    void cancel();

    /** The same as {@link #cancel()}. */
    @Override
    default void close() {
        cancel();
    }
}
