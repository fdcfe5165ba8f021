// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.pathtracer.annotation.NotForImplementation;

/**
 * A measurement by several vantage points that runs. Thread-safe.
 *
 * @param <R> result of the operation
 * @since 0.1.0
 */
@NotForImplementation
public interface FleetMeasurement<R> extends AutoCloseable {
    /**
     * Returns the outcomes as they arrive, for one subscriber. One that asks for no more holds the vantage points back:
     * they keep their outcomes until it does, or until the deadline. Without a subscriber, outcomes are taken at once.
     * {@code onError} gets a {@link FleetException}. To cancel the subscription cancels the measurement.
     *
     * <p>Subscribe before {@link #result()} or {@link #await()} is called, since these take the outcomes themselves.
     */
    Flow.Publisher<FleetOutcome<R>> outcomes();

    /**
     * Returns all outcomes, when each vantage point that was chosen has one. Completes exceptionally with a
     * {@link FleetException} if the fleet could not be asked.
     */
    CompletionStage<FleetResult<R>> result();

    /**
     * Waits for the result and returns it.
     *
     * @throws FleetException if the fleet could not be asked, or the thread is interrupted, which cancels the
     *     measurement
     */
    FleetResult<R> await();

    /** Ends the measurement. Vantage points that have no outcome yet fail with {@link FailureKind#CANCELLED}. */
    void cancel();

    /** Ends the measurement, as {@link #cancel()} does. */
    @Override
    default void close() {
        cancel();
    }
}
