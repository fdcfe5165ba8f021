// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import java.util.Objects;
import java.util.OptionalDouble;
import org.pathtracer.annotation.NotForImplementation;

/**
 * How it ended for one vantage point: with a result or with a failure.
 *
 * @param <R> result of the operation
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface FleetOutcome<R> {
    /** Returns the vantage point. */
    VantagePoint vantagePoint();

    /**
     * It measured.
     *
     * @param <R> result of the operation
     */
    final class Completed<R> implements FleetOutcome<R> {
        private final VantagePoint vantagePoint;
        private final R result;
        private final OptionalDouble load;

        Completed(VantagePoint vantagePoint, R result, OptionalDouble load) {
            this.vantagePoint = vantagePoint;
            this.result = result;
            this.load = load;
        }

        @Override
        public VantagePoint vantagePoint() {
            return vantagePoint;
        }

        /** Returns the result. Targets that were names are the addresses that the vantage point found. */
        public R result() {
            return result;
        }

        /**
         * Returns the number of processes for each processor of the vantage point at the end. Well above 1, its figures
         * may contain its own delay. Empty if its system does not tell.
         */
        public OptionalDouble load() {
            return load;
        }

        @Override
        public String toString() {
            return vantagePoint.name() + ": " + result;
        }
    }

    /**
     * It has no result.
     *
     * @param <R> result of the operation
     */
    final class Failed<R> implements FleetOutcome<R> {
        private final VantagePoint vantagePoint;
        private final FailureKind kind;
        private final String message;

        Failed(VantagePoint vantagePoint, FailureKind kind, String message) {
            this.vantagePoint = Objects.requireNonNull(vantagePoint);
            this.kind = kind;
            this.message = message;
        }

        @Override
        public VantagePoint vantagePoint() {
            return vantagePoint;
        }

        /** Returns why. */
        public FailureKind kind() {
            return kind;
        }

        /** Returns a sentence for people. */
        public String message() {
            return message;
        }

        @Override
        public String toString() {
            return vantagePoint.name() + ": " + kind + ", " + message;
        }
    }
}
