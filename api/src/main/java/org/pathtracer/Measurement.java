// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * A running operation. Thread-safe. Callbacks of both kinds run on the tracer's callback executor, never on the thread
 * that probes, and none begins after the tracer is closed: events not delivered by then are dropped, and their
 * subscriber is told of no end. The result completes nevertheless.
 *
 * @param <E> events
 * @param <R> result
 */
public interface Measurement<E, R> extends AutoCloseable {
    /**
     * The result, also a partial one after {@link #cancel()} or the deadline (it says so); completes exceptionally with
     * a {@link PathTracerException} if the operation could not run.
     */
    CompletionStage<R> result();

    /**
     * What happens, as it happens. One subscriber at a time may ask for events from the start; what it does not request
     * in time is kept up to a bound, beyond which events of single probes are dropped, counted and reported. The
     * probing never waits for a subscriber. Cancelling the subscription cancels the operation. A second subscriber gets
     * {@link IllegalStateException} through {@code onError}.
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
