// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What came of monitoring the paths to one target or several.
 *
 * @param protocol what the probes were made of
 * @param transport which transport sent them, and why that one
 * @param started wall-clock time from which {@code duration} counts, a label only
 * @param duration from the first probe to the end, by the transport's clock
 * @param stopReason why it ended: {@link StopReason#COMPLETED}, {@link StopReason#DEADLINE} or
 *     {@link StopReason#CANCELLED}
 * @param targets each target, in the order asked for
 * @param networkChanged whether {@link PathTracer#networkChanged} came while it ran: what was measured before and after
 *     may belong to different networks
 * @since 0.1.0
 */
public record MonitorResult(
        Protocol protocol,
        TransportChoice transport,
        Instant started,
        Duration duration,
        StopReason stopReason,
        List<MonitorSeries> targets,
        boolean networkChanged) {
    /** Copies the list. */
    public MonitorResult {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(stopReason, "stopReason");
        Objects.requireNonNull(targets, "targets");
        targets = List.copyOf(targets);
    }

    /** Whether every target answered at least once. */
    public boolean reached() {
        return targets.stream().allMatch(MonitorSeries::reached);
    }
}
