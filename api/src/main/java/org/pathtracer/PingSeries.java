// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.WindowStatistics;

/**
 * All pings to one target.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface PingSeries extends Series {
    /**
     * Returns the loss and round-trip times. An answer counts if it is the target's own and in time: an echo reply;
     * with UDP also the target's port unreachable, with TCP also its reset.
     */
    Statistics statistics();

    /** Returns the same of the last 1, 5 and 15 minutes before the ping, or this target of it, ended. */
    WindowStatistics windows();

    /** Returns what else happened. */
    Counts counts();

    /** Returns the first answers in the order of their arrival, late ones and ICMP errors too. */
    List<PingReply> replies();

    /** Returns the number of answers that are not listed, as there were more than {@link PingRequest#keptReplies}. */
    long repliesLeftOut();

    /** Returns the first outages. */
    List<Outage> outages();

    /** Returns the number of outages that are not listed. */
    long outagesLeftOut();

    /** Answers that are not simply one in time for each probe. */
    @NotForImplementation
    interface Counts {
        /** Returns the number of further answers to probes that were answered. */
        long duplicates();

        /** Returns the number of answers after the timeout: their probes are lost. */
        long late();

        /** Returns the number of answers that came after the answer to a later probe. */
        long reordered();

        /** Returns the number of probes that were reported undeliverable, which are lost as well. */
        long unreachable();

        /** Returns the number of probes whose TTL ended on the way: lost as well. */
        long timeExceeded();

        /** Returns whether there were none of these. */
        boolean isZero();

        /** Returns the sum of two. */
        Counts plus(Counts other);
    }

    /** Returns the number of probes that left this host and were answered or given up. */
    long sent();

    /** Returns the number of probes that the target answered in time. */
    long received();
}
