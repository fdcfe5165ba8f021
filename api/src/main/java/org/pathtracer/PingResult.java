// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import java.util.Map;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.statistics.Statistics;

/**
 * What came of pinging one target or several.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface PingResult extends SeriesRun<PingSeries> {
    /**
     * Returns each target, in the order asked for; empty unless {@link PingRequest#targetResults} says to keep them.
     */
    @Override
    List<PingSeries> targets();

    /** Returns the number of targets asked for, whether or not the result lists them. */
    int targetCount();

    /** Returns the number of targets that answered at least once. */
    int targetsReached();

    /** Returns the number of targets that a {@link PingEvent.TargetCompleted} told of. */
    int targetsStreamed();

    /** Returns the loss and round-trip times; of all targets together without what depends on the order of answers. */
    Statistics statistics();

    /** Returns what else happened, to all targets together. */
    PingSeries.Counts counts();

    /**
     * Returns those of {@link #counts} that came after their target had ended and was not kept: what an event told of
     * it lacks them. Only late answers and duplicates can. Whether such a late answer was reordered is not known.
     */
    PingSeries.Counts afterwards();

    /**
     * Returns how many probes could not leave this host, to all targets together, by what the system said; they count
     * as neither sent nor lost.
     */
    Map<ProbeOutcome.SendFailed, Long> sendFailures();

    /** Returns the number of probes to all targets that left this host and were answered or given up. */
    long sent();

    /** Returns the number of probes that their target answered in time. */
    long received();

    /**
     * Returns the one target.
     *
     * @throws IllegalStateException if there are several, or it was not kept; see {@link #targets}
     */
    PingTarget target();

    /**
     * Returns the first answers of the one target, in the order of their arrival.
     *
     * @throws IllegalStateException if there are several targets, or it was not kept; see {@link #targets}
     */
    List<PingReply> replies();

    /**
     * Returns the outages of the one target.
     *
     * @throws IllegalStateException if there are several targets, or it was not kept; see {@link #targets}
     */
    List<Outage> outages();
}
