// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What came of monitoring the paths to one target or several. */
public interface MonitorResult {
    /** Returns what the probes were made of. */
    Protocol protocol();

    /** Returns which transport sent them, and why that one. */
    TransportChoice transport();

    /** Returns the wall-clock time from which {@code duration} counts, a label only. */
    Instant started();

    /** Returns the duration from the first probe to the end, by the transport's clock. */
    Duration duration();

    /**
     * Returns why it ended: {@link StopReason#COMPLETED}, {@link StopReason#DEADLINE} or {@link StopReason#CANCELLED}.
     */
    StopReason stopReason();

    /** Returns each target, in the order asked for. */
    List<MonitorSeries> targets();

    /**
     * Returns whether {@link PathTracer#networkChanged} came while it ran: what was measured before and after may
     * belong to different networks.
     */
    boolean networkChanged();

    /** Returns whether every target answered at least once. */
    boolean reached();

    /**
     * Returns this result and that of a later monitor of the same targets, as if it had been one monitor; but when it
     * started and how long it took are the later one's.
     */
    MonitorResult merge(MonitorResult later);
}
