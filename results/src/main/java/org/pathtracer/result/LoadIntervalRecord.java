// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;
import org.pathtracer.bufferbloat.Goodput;
import org.pathtracer.bufferbloat.LoadInterval;

/** The facts of a {@link LoadInterval}. */
public record LoadIntervalRecord(
        Duration start, Goodput goodput, int connectionsDown, int connectionsUp, boolean saturated, OptionalDouble rpm)
        implements LoadInterval {
    /** Takes no null. */
    public LoadIntervalRecord {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(goodput, "goodput");
        Objects.requireNonNull(rpm, "rpm");
    }
}
