// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import java.time.Duration;
import java.util.Objects;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Request;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.Operations;
import org.pathtracer.fleet.protocol.Selector;
import org.pathtracer.fleet.wire.MeasureRequest;

/**
 * An operation for several vantage points.
 *
 * @param <R> result of the operation
 * @since 0.1.0
 */
public final class FleetRequest<R> {
    private final MeasureRequest message;

    private FleetRequest(Builder<R> builder) {
        message = MeasureRequest.newBuilder()
                .setOperation(Operations.of(builder.operation))
                .setSelector(builder.selector.toString())
                .setCount(builder.count)
                .setDeadlineMillis((int) builder.deadline.toMillis())
                .setRetries(builder.retries)
                .build();
    }

    /** Starts a request for a trace, a ping, a path MTU, all paths or a diagnosis. */
    public static <R> Builder<R> of(Request<?, R> operation) {
        return new Builder<>(Objects.requireNonNull(operation, "operation"));
    }

    MeasureRequest message() {
        return message;
    }

    @Override
    public String toString() {
        return "FleetRequest[%s from \"%s\"]".formatted(Operations.name(message.getOperation()), message.getSelector());
    }

    /**
     * Collects and checks the options.
     *
     * @param <R> result of the operation
     */
    public static final class Builder<R> {
        private static final int MOST_RETRIES = 10;

        private final Request<?, R> operation;
        private Selector selector = Selector.parse("");
        private int count;
        private Duration deadline = Duration.ofSeconds(60);
        private int retries = 3;

        private Builder(Request<?, R> operation) {
            this.operation = operation;
        }

        /**
         * Sets which vantage points measure: conditions with commas between them, {@code LABEL=VALUE},
         * {@code LABEL!=VALUE} or {@code has:CAPABILITY}; {@code name=NAME} for a single one. Default: all.
         *
         * @throws InvalidRequestException if the text is something else
         */
        public Builder<R> from(String conditions) {
            selector = Selector.parse(conditions);
            return this;
        }

        /** Sets how many of the selected vantage points measure, chosen at random; 0 for all. Default: 0. */
        public Builder<R> count(int most) {
            require(most >= 0, "%d vantage points are no number of them".formatted(most));
            count = most;
            return this;
        }

        /** Sets the time that each vantage point has, 1 ms to 1 h. Default: 60 s. */
        public Builder<R> deadline(Duration span) {
            require(
                    span.toMillis() >= 1 && span.compareTo(Bounds.DEADLINE) <= 0,
                    "a deadline of %s is not between 1 ms and %s".formatted(span, Bounds.DEADLINE));
            deadline = span;
            return this;
        }

        /** Sets how often a vantage point is asked again whose link or hub died, 0 to 10 times. Default: 3. */
        public Builder<R> retries(int times) {
            require(
                    times >= 0 && times <= MOST_RETRIES,
                    "%d retries are not between 0 and %d".formatted(times, MOST_RETRIES));
            retries = times;
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws InvalidRequestException if a vantage point can't be asked for the operation
         */
        public FleetRequest<R> build() {
            return new FleetRequest<>(this);
        }

        private static void require(boolean holds, String sentence) {
            if (!holds) {
                throw new InvalidRequestException(sentence);
            }
        }
    }
}
