// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import org.jspecify.annotations.Nullable;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;

/**
 * A probe that was sent and is awaited: an entry of the in-flight table. After its release the entry keeps what it held
 * until its number is given to another probe, so that duplicates and late answers are recognised.
 */
final class InFlightProbe {
    enum State {
        /** Never used, or its operation has ended. */
        EMPTY,
        IN_FLIGHT,
        ANSWERED,
        EXPIRED,
        FAILED
    }

    final int id;
    State state = State.EMPTY;

    Operation.@Nullable Owner owner;

    int key;

    @Nullable
    Probe probe;

    boolean left;
    long sentNanos;
    TimestampSource sentSource = TimestampSource.USER;
    long deadline;

    @Nullable
    InFlightProbe wheelNext;

    @Nullable
    InFlightProbe wheelPrevious;

    int bucket = TimingWheel.NOWHERE;

    @Nullable
    InFlightProbe operationNext;

    @Nullable
    InFlightProbe operationPrevious;

    InFlightProbe(int id) {
        this.id = id;
    }

    /** Returns the operation whose probe it is or was last; null if that has ended. */
    @Nullable
    Operation<?> operation() {
        return owner == null ? null : owner.operation;
    }
}
