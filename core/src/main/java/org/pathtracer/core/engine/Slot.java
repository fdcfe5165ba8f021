// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import org.jspecify.annotations.Nullable;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;

/**
 * A place of the in-flight table. After its release it keeps what it held until the place is given to another probe, so
 * that duplicates and late answers are recognised.
 */
final class Slot {
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

    Operation.@Nullable Place place;

    int key;

    @Nullable
    Probe probe;

    boolean left;
    long sentNanos;
    TimestampSource sentSource = TimestampSource.USER;
    long deadline;

    @Nullable
    Slot wheelNext;

    @Nullable
    Slot wheelPrevious;

    int bucket = TimingWheel.NOWHERE;

    @Nullable
    Slot operationNext;

    @Nullable
    Slot operationPrevious;

    Slot(int id) {
        this.id = id;
    }

    /** Whose it is or was last, if that has not ended. */
    @Nullable
    Operation<?> operation() {
        return place == null ? null : place.operation;
    }
}
