// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PingSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.core.engine.Room;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeOutcome.Answer;
import org.pathtracer.result.PingCountsRecord;
import org.pathtracer.result.PingReplyRecord;
import org.pathtracer.result.PingSeriesRecord;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.statistics.RttRecorder;
import org.pathtracer.statistics.Statistics;

/**
 * One target of a ping. There may be a million, so what most of them don't need is made when it is needed: while a
 * target's first probe is in flight, all there is of it and its probe takes less than 500 bytes.
 */
final class TargetState {
    final PingTarget target;
    final ProbeProfile profile;
    final OutageWatch outages = new OutageWatch();
    long ordered;
    int inFlight;
    /** Its turn came while its transport could not send to it. */
    boolean passed;

    private long completed;
    private long highestAnswered = -1;
    private @Nullable RttRecorder rtts;
    private @Nullable Irregular irregular;
    private List<PingReply> replies = List.of();

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

    TargetState(PingTarget target, ProbeProfile profile) {
        this.target = target;
        this.profile = profile;
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
        if (byTarget) {
            rtts = rtts == null ? new RttRecorder() : rtts;
            rtts.record(sequence, answer.reception().rtt().toNanos());
        } else if (answer instanceof ProbeOutcome.TimeExceeded) {
            irregular().timeExceeded++;
        } else {
            irregular().unreachable++;
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

    /**
     * All that is known of it.
     *
     * @param now time since the operation's start
     */
    PingSeries series(long now) {
        return new PingSeriesRecord(
                target,
                Statistics.of(completed, rtts == null ? new RttRecorder() : rtts),
                irregular == null ? PingCountsRecord.NONE : irregular.counts(),
                irregular == null ? Map.of() : irregular.sendFailures,
                replies,
                irregular == null ? 0 : irregular.repliesLeftOut,
                outages.outages(now),
                outages.leftOut());
    }

    /** Of a target that could not be probed. */
    static PingSeries none(PingTarget target) {
        return new PingSeriesRecord(
                target, Statistics.of(0, List.of()), PingCountsRecord.NONE, Map.of(), List.of(), 0, List.of(), 0);
    }
}
