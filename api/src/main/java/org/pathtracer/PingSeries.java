// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.statistics.Statistics;

/**
 * All pings to one target.
 *
 * @param target who was pinged, or why it could not be
 * @param statistics loss and round-trip times. An answer counts if it is the target's own and in time: an echo reply;
 *     with UDP also the target's port unreachable, with TCP also its reset
 * @param counts what else happened
 * @param sendFailures how many probes could not leave this host, by what the system said; they count as neither sent
 *     nor lost
 * @param replies the first answers in the order of their arrival, late ones and ICMP errors too
 * @param repliesLeftOut answers that are not listed, as there were more than {@link PingRequest#keptReplies}
 * @param outages the first outages
 * @param outagesLeftOut outages that are not listed
 * @since 0.1.0
 */
public record PingSeries(
        PingTarget target,
        Statistics statistics,
        Counts counts,
        Map<ProbeOutcome.SendFailed, Long> sendFailures,
        List<PingReply> replies,
        long repliesLeftOut,
        List<Outage> outages,
        long outagesLeftOut) {
    /**
     * Answers that are not simply one in time for each probe.
     *
     * @param duplicates further answers to probes that were answered
     * @param late answers after the timeout: their probes are lost
     * @param reordered answers that came after the answer to a later probe
     * @param unreachable probes that were reported undeliverable, which are lost as well
     * @param timeExceeded probes whose TTL ended on the way: lost as well
     */
    public record Counts(long duplicates, long late, long reordered, long unreachable, long timeExceeded) {
        /** All 0. */
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        /** The sum of two. */
        public Counts plus(Counts other) {
            return new Counts(
                    duplicates + other.duplicates,
                    late + other.late,
                    reordered + other.reordered,
                    unreachable + other.unreachable,
                    timeExceeded + other.timeExceeded);
        }
    }

    /** Copies the collections. */
    public PingSeries {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(statistics, "statistics");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(sendFailures, "sendFailures");
        Objects.requireNonNull(replies, "replies");
        Objects.requireNonNull(outages, "outages");
        sendFailures = Map.copyOf(sendFailures);
        replies = List.copyOf(replies);
        outages = List.copyOf(outages);
    }

    /** Whether the target itself answered in time at least once. */
    public boolean reached() {
        return statistics.received() > 0;
    }

    /** Probes that left this host and were answered or given up. */
    public long sent() {
        return statistics.sent();
    }

    /** Probes that the target answered in time. */
    public long received() {
        return statistics.received();
    }
}
