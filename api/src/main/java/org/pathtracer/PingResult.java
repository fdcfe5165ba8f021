// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.statistics.Statistics;

/**
 * What came of pinging one target or several.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface PingResult extends SeriesRun<PingSeries> {
    /** Returns the loss and round-trip times; of all targets together without what depends on the order of answers. */
    Statistics statistics();

    /** Returns what else happened, to all targets together. */
    PingSeries.Counts counts();

    /** Returns the number of probes to all targets that left this host and were answered or given up. */
    long sent();

    /** Returns the number of probes that their target answered in time. */
    long received();

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
