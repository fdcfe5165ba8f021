// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.pathtracer.TransportChoice;
import org.pathtracer.spi.ProbeProfile;

/**
 * What an operation finds when it starts.
 *
 * @param profile the target, and how probes to it look
 * @param transport which was chosen, and why
 * @param oneProbePerFlow whether the transport can have only one probe of a flow in flight
 * @param clock the loop's, in nanoseconds
 * @param startNanos by that clock
 * @param deadline by that clock; {@link Long#MAX_VALUE} for none
 * @param started wall-clock time, a label only
 */
public record Setting(
        ProbeProfile profile,
        TransportChoice transport,
        boolean oneProbePerFlow,
        LongSupplier clock,
        long startNanos,
        long deadline,
        Instant started) {
    /** Time since the start. */
    public Duration elapsed() {
        return Duration.ofNanos(clock.getAsLong() - startNanos);
    }
}
