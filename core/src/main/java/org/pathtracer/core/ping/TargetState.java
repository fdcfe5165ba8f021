// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.pathtracer.statistics.Windows;

/**
 * One target of a ping, from its first probe on. There may be a million, so what most of them don't need is made when
 * it is needed: while a target's first probe is in flight, all there is of it and its probe takes less than 400 bytes.
 */
final class TargetState {
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
    private long highestAnswered = -1;
    /** Absent if there is one probe, since an outage has two. */
    private final @Nullable OutageWatch outages;

    private @Nullable RttRecorder rtts;
    private @Nullable Irregular irregular;
    private List<PingReply> replies = List.of();
    /** Absent if they are not asked for. */
    private final @Nullable WindowRecorder windows;

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
     * @param withWindows whether it has statistics of the last minutes
     */
    TargetState(ProbeProfile profile, int count, boolean withWindows) {
        this.profile = profile;
        outages = count == 1 ? null : new OutageWatch();
        windows = withWindows ? new WindowRecorder() : null;
    }

    /** The next probe is on its way; returns its number. */
    long order(long now) {
        if (outages != null) {
            outages.ordered(now);
        }
        inFlight++;
        return ordered++;
    }

    /** A probe has left, or the time at which it did is known better; gives whether that is the first time. */
    boolean left(long sequence, long nanos) {
        if (outages != null) {
            return outages.left(sequence, nanos);
        }
        boolean first = !left;
        left = true;
        return first;
    }

    /** Whether there may be outages. */
    boolean isWatched() {
        return outages != null;
    }

    /** Whether its only probe had left. */
    boolean hasLeft() {
        return left;
    }

    /** A probe was answered, or lost, or could not leave; gives whether it had left. Only if it is watched. */
    boolean complete(long sequence, boolean answered, Consumer<Outage> ended) {
        return outages != null && outages.complete(sequence, answered, ended);
    }

    /** Takes an answer down; it may be late, an error, or out of order. */
    PingReply answered(long sequence, Answer answer, boolean byTarget, Room room) {
        boolean reordered = sequence < highestAnswered;
        highestAnswered = Math.max(highestAnswered, sequence);
        PingReply reply = new PingReplyRecord(sequence, answer, reordered);
        if (reordered) {
            irregular().reordered++;
        }
        count(sequence, answer, byTarget);
        keep(reply, room);
        return reply;
    }

    private void count(long sequence, Answer answer, boolean byTarget) {
        if (answer.reception().late()) {
            irregular().late++;
            return;
        }
        completed++;
        if (windows != null) {
            tell(windows, sequence, answer, byTarget);
        }
        if (byTarget) {
            rtts = rtts == null ? new RttRecorder() : rtts;
            rtts.record(sequence, answer.reception().rtt().toNanos());
        } else if (answer instanceof ProbeOutcome.TimeExceeded) {
            irregular().timeExceeded++;
        } else {
            irregular().unreachable++;
        }
    }

    private static void tell(WindowRecorder windows, long sequence, Answer answer, boolean byTarget) {
        if (byTarget) {
            windows.answered(sequence, answer.reception().rtt().toNanos());
        } else {
            windows.lost();
        }
    }

    /** What was told since the last call happened at this time since the operation's start. */
    void settle(long now) {
        if (windows != null) {
            windows.settle(now);
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

    void lost() {
        completed++;
        if (windows != null) {
            windows.lost();
        }
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

    /** Of its own answers in time; empty without one. */
    Optional<RttRecorder> rtts() {
        return Optional.ofNullable(rtts);
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
     */
    PingSeries series(PingTarget target, long now) {
        settle(now);
        return new PingSeriesRecord(
                target,
                Statistics.of(completed, rtts == null ? new RttRecorder() : rtts),
                counts(),
                sendFailures(),
                replies,
                irregular == null ? 0 : irregular.repliesLeftOut,
                outages == null ? List.of() : outages.outages(now),
                outages == null ? 0 : outages.leftOut(),
                windows == null ? Windows.NONE : windows.windows());
    }

    /** Of a target that was not probed. */
    static PingSeries none(PingTarget target) {
        return new PingSeriesRecord(
                target, Statistics.of(0, List.of()), PingCountsRecord.NONE, Map.of(), List.of(), 0, List.of(), 0);
    }
}
