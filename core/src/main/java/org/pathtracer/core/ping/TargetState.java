// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PingSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.core.engine.Room;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeOutcome.Answer;
import org.pathtracer.result.PingCountsRecord;
import org.pathtracer.result.PingReplyRecord;
import org.pathtracer.result.PingSeriesRecord;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.statistics.RttRecorder;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.WindowRecorder;
import org.pathtracer.statistics.WindowStatistics;

/**
 * One target of a ping, from its first probe on. There may be a million, so what most of them don't need is made when
 * it is needed: while a target's first probe is in flight, all there is of it and its probe takes less than 400 bytes.
 */
final class TargetState {
    private static final long SECOND_NANOS = 1_000_000_000;

    final ProbeProfile profile;
    /** As results tell of it; absent before something is told. */
    @Nullable
    PingTarget target;

    long ordered;
    int inFlight;
    /** Its turn came while its transport could not send to it. */
    boolean passed;

    /** Whether its only probe has left; where there are several, their watch knows. */
    private boolean left;

    private long completed;
    /** Absent if there is one probe. */
    private final @Nullable Several several;
    /** That of its only probe, where it was answered in time. */
    private @Nullable Duration onlyRtt;

    /** When the outcome of its only probe was known. */
    private int secondOfOnly;

    private @Nullable Irregular irregular;
    private List<PingReply> replies = List.of();

    /** What takes several probes: outages, an order, a distribution. */
    private static final class Several {
        final OutageWatch outages = new OutageWatch();
        final RttRecorder rtts = new RttRecorder();
        final WindowRecorder windows = new WindowRecorder();
        long highestAnswered = -1;

        boolean isReordered(long sequence) {
            boolean reordered = sequence < highestAnswered;
            highestAnswered = Math.max(highestAnswered, sequence);
            return reordered;
        }
    }

    /** Counts that are 0 for most targets. */
    private static final class Irregular {
        long duplicates;
        long late;
        long reordered;
        long unreachable;
        long timeExceeded;
        long repliesLeftOut;
        final Map<ProbeOutcome.SendFailed, Long> sendFailures = new HashMap<>();

        PingSeries.Counts counts() {
            return new PingCountsRecord(duplicates, late, reordered, unreachable, timeExceeded);
        }
    }

    /**
     * A target that is about to be probed.
     *
     * @param count of its probes; 0 if there is no end
     */
    TargetState(ProbeProfile profile, int count) {
        this.profile = profile;
        several = count == 1 ? null : new Several();
    }

    /** The next probe is on its way; returns its number. */
    long order(long now) {
        if (several != null) {
            several.outages.ordered(now);
        }
        inFlight++;
        return ordered++;
    }

    /** A probe has left, or the time at which it did is known better; gives whether that is the first time. */
    boolean left(long sequence, long nanos) {
        if (several != null) {
            return several.outages.left(sequence, nanos);
        }
        boolean first = !left;
        left = true;
        return first;
    }

    /** Whether there may be outages. */
    boolean isWatched() {
        return several != null;
    }

    /** Whether its only probe had left. */
    boolean hasLeft() {
        return left;
    }

    /** A probe was answered, or lost, or could not leave; gives whether it had left. Only if it is watched. */
    boolean complete(long sequence, boolean answered, Consumer<Outage> ended) {
        return several != null && several.outages.complete(sequence, answered, ended);
    }

    /** Takes an answer down; it may be late, an error, or out of order. */
    PingReply answered(long sequence, Answer answer, boolean byTarget, long epochNanos, Room room) {
        boolean reordered = several != null && several.isReordered(sequence);
        PingReply reply = new PingReplyRecord(sequence, answer, reordered);
        if (reordered) {
            irregular().reordered++;
        }
        count(sequence, answer, byTarget, epochNanos);
        keep(reply, room);
        return reply;
    }

    private void count(long sequence, Answer answer, boolean byTarget, long epochNanos) {
        if (answer.reception().late()) {
            irregular().late++;
            return;
        }
        if (!byTarget) {
            lost(epochNanos);
        }
        if (byTarget) {
            record(sequence, answer.reception().rtt(), epochNanos);
        } else if (answer instanceof ProbeOutcome.TimeExceeded) {
            irregular().timeExceeded++;
        } else {
            irregular().unreachable++;
        }
    }

    private void record(long sequence, Duration rtt, long epochNanos) {
        completed++;
        if (several != null) {
            several.rtts.record(sequence, rtt.toNanos());
            several.windows.answered(epochNanos, sequence, rtt.toNanos());
        } else {
            onlyRtt = rtt;
            secondOfOnly = second(epochNanos);
        }
    }

    private void keep(PingReply reply, Room room) {
        if (room.take()) {
            add(reply);
        } else {
            irregular().repliesLeftOut++;
        }
    }

    /** A sweep has one for each of many targets. */
    private void add(PingReply reply) {
        if (replies.isEmpty()) {
            replies = List.of(reply);
            return;
        }
        if (replies.size() == 1) {
            replies = new ArrayList<>(replies);
        }
        replies.add(reply);
    }

    void lost(long epochNanos) {
        completed++;
        if (several != null) {
            several.windows.lost(epochNanos);
        } else {
            secondOfOnly = second(epochNanos);
        }
    }

    /** Without a sign, until the year 2106. */
    private static int second(long epochNanos) {
        return (int) (epochNanos / SECOND_NANOS);
    }

    void duplicate() {
        irregular().duplicates++;
    }

    void notSent(ProbeOutcome.SendFailed failure) {
        irregular().sendFailures.merge(failure, 1L, Long::sum);
    }

    private Irregular irregular() {
        if (irregular == null) {
            irregular = new Irregular();
        }
        return irregular;
    }

    /** Probes that were answered or given up. */
    long completed() {
        return completed;
    }

    /** Whether it answered itself, in time. */
    boolean reached() {
        return onlyRtt != null || several != null && several.rtts.count() > 0;
    }

    /** Adds its round-trip times to those of other targets. */
    void addTo(RttRecorder all) {
        if (several != null) {
            all.pool(several.rtts);
        } else if (onlyRtt != null) {
            RttRecorder only = new RttRecorder();
            only.record(0, onlyRtt.toNanos());
            all.pool(only);
        }
    }

    private Statistics statistics() {
        if (several != null) {
            return Statistics.of(completed, several.rtts);
        }
        return Statistics.of((int) completed, onlyRtt == null ? List.of() : List.of(onlyRtt));
    }

    PingSeries.Counts counts() {
        return irregular == null ? PingCountsRecord.NONE : irregular.counts();
    }

    Map<ProbeOutcome.SendFailed, Long> sendFailures() {
        return irregular == null ? Map.of() : irregular.sendFailures;
    }

    int keptReplies() {
        return replies.size();
    }

    /**
     * All that is known of it.
     *
     * @param now time since the operation's start
     * @param epochNanos the same time by the wall clock
     */
    PingSeries series(PingTarget target, long now, long epochNanos) {
        Statistics statistics = statistics();
        return new PingSeriesRecord(
                target,
                statistics,
                several == null ? ofOnly(statistics, epochNanos) : several.windows.statistics(epochNanos),
                counts(),
                sendFailures(),
                replies,
                irregular == null ? 0 : irregular.repliesLeftOut,
                several == null ? List.of() : several.outages.outages(now),
                several == null ? 0 : several.outages.leftOut());
    }

    private WindowStatistics ofOnly(Statistics statistics, long epochNanos) {
        long known = completed == 0 ? epochNanos : Integer.toUnsignedLong(secondOfOnly) * SECOND_NANOS;
        return WindowStatistics.ofMoment(statistics, Math.min(known, epochNanos), epochNanos);
    }

    /** Of a target that was not probed. */
    static PingSeries none(PingTarget target) {
        return new PingSeriesRecord(
                target, Statistics.of(0, List.of()), PingCountsRecord.NONE, Map.of(), List.of(), 0, List.of(), 0);
    }
}
