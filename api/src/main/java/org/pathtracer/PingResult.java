// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.statistics.Statistics;

/** What came of pinging one target or several. */
public interface PingResult {
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
    List<PingSeries> targets();

    /**
     * Returns whether {@link PathTracer#networkChanged} came while it ran: what was measured before and after may
     * belong to different networks.
     */
    boolean networkChanged();

    /** Returns the loss and round-trip times; of all targets together without what depends on the order of answers. */
    Statistics statistics();

    /** Returns what else happened, to all targets together. */
    PingSeries.Counts counts();

    /** Returns the number of probes to all targets that left this host and were answered or given up. */
    long sent();

    /** Returns the number of probes that their target answered in time. */
    long received();

    /** Returns whether every target answered at least once. */
    boolean reached();

    /**
     * Returns the one target.
     *
     * @throws IllegalStateException if there are several; see {@link #targets}
     */
    PingTarget target();

    /**
     * Returns the first answers of the one target, in the order of their arrival.
     *
     * @throws IllegalStateException if there are several targets; see {@link #targets}
     */
    List<PingReply> replies();

    /**
     * Returns the outages of the one target.
     *
     * @throws IllegalStateException if there are several targets; see {@link #targets}
     */
    List<Outage> outages();
}
