// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.Window;

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

    /**
     * Returns the loss and round-trip times within a window of time, which begins up to a twelfth of its length too
     * early. A probe counts when its answer came or its timeout passed. Empty if the ping has run for less time, so
     * that {@link #statistics()} has the same, or if it has more than 64 targets.
     */
    Optional<Statistics> statistics(Window window);

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
