// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.statistics.Statistics;

/**
 * What came of pinging one target or several.
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
public record PingResult(
        Protocol protocol,
        TransportChoice transport,
        Instant started,
        Duration duration,
        StopReason stopReason,
        List<PingSeries> targets,
        boolean networkChanged) {
    /** Copies the list. */
    public PingResult {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(stopReason, "stopReason");
        Objects.requireNonNull(targets, "targets");
        targets = List.copyOf(targets);
    }

    /** Loss and round-trip times; of all targets together without what depends on the order of answers. */
    public Statistics statistics() {
        return targets.size() == 1
                ? targets.get(0).statistics()
                : Statistics.pooled(targets.stream().map(PingSeries::statistics).toList());
    }

    /** What else happened, to all targets together. */
    public PingSeries.Counts counts() {
        return targets.stream().map(PingSeries::counts).reduce(PingSeries.Counts.NONE, PingSeries.Counts::plus);
    }

    /** Probes to all targets that left this host and were answered or given up. */
    public long sent() {
        return targets.stream().mapToLong(PingSeries::sent).sum();
    }

    /** Probes that their target answered in time. */
    public long received() {
        return targets.stream().mapToLong(PingSeries::received).sum();
    }

    /** Whether every target answered at least once. */
    public boolean reached() {
        return targets.stream().allMatch(PingSeries::reached);
    }

    /**
     * The one target.
     *
     * @throws IllegalStateException if there are several; see {@link #targets}
     */
    public PingTarget target() {
        return only().target();
    }

    /**
     * The first answers of the one target, in the order of their arrival.
     *
     * @throws IllegalStateException if there are several targets; see {@link #targets}
     */
    public List<PingReply> replies() {
        return only().replies();
    }

    /**
     * The outages of the one target.
     *
     * @throws IllegalStateException if there are several targets; see {@link #targets}
     */
    public List<Outage> outages() {
        return only().outages();
    }

    private PingSeries only() {
        if (targets.size() != 1) {
            throw new IllegalStateException("%d targets were pinged: ask each of targets()".formatted(targets.size()));
        }
        return targets.get(0);
    }
}
