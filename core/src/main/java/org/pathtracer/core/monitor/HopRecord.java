// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.monitor;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.monitor.MonitorHop.HopResponder;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.probe.ProbeOutcome.Answer;
import org.pathtracer.probe.ProbeOutcome.IcmpError;
import org.pathtracer.result.HopResponderRecord;
import org.pathtracer.result.MonitorHopRecord;
import org.pathtracer.result.ResponderRecord;
import org.pathtracer.statistics.RttRecorder;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.WindowRecorder;

/** One TTL of a monitored path. Its memory has a bound. */
final class HopRecord {
    private static final int MOST_RESPONDERS = 16;
    private static final int RECENT = 64;
    private static final long LOST = -1;

    final int ttl;
    /** Of the probes to its target: what was sent earlier is not its concern. */
    private long firstSequence;

    private int inFlight;
    private long completed;
    private final RttRecorder rtts = new RttRecorder();
    private final WindowRecorder windows = new WindowRecorder();

    /** In the order of their last answers. */
    private final LinkedHashMap<InetAddress, Seen> responders = new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Seen> eldest) {
            return size() > MOST_RESPONDERS;
        }
    };
    /** Times in nanoseconds, each at the number of its probe modulo the size. */
    private final long[] recent = new long[RECENT];

    private long late;
    private long duplicates;
    private long notSent;

    private final long created;

    HopRecord(int ttl, long firstSequence) {
        this.ttl = ttl;
        created = firstSequence;
        this.firstSequence = firstSequence;
    }

    void ordered() {
        inFlight++;
    }

    boolean awaiting() {
        return inFlight > 0;
    }

    int inFlight() {
        return inFlight;
    }

    /** Whether it was first asked with that probe or a later one. */
    boolean asksSince(long sequence) {
        return created >= sequence;
    }

    boolean everAnswered() {
        return rtts.count() > 0;
    }

    void answered(long sequence, Answer answer, long epochNanos) {
        if (counts(sequence)) {
            long nanos = answer.reception().rtt().toNanos();
            rtts.record(completed, nanos);
            windows.answered(epochNanos, completed, nanos);
            responders
                    .computeIfAbsent(answer.reception().address(), address -> new Seen())
                    .add(answer);
            complete(nanos);
        }
    }

    void lost(long sequence, long epochNanos) {
        if (counts(sequence)) {
            windows.lost(epochNanos);
            complete(LOST);
        }
    }

    void notSent(long sequence) {
        if (counts(sequence)) {
            inFlight--;
            notSent++;
        }
    }

    void late() {
        late++;
    }

    void duplicate() {
        duplicates++;
    }

    /** Whatever is in flight is lost: an answer, should one come, could not be told from others'. */
    void giveUp(long nextSequence, long epochNanos) {
        while (inFlight > 0) {
            windows.lost(epochNanos);
            complete(LOST);
        }
        firstSequence = nextSequence;
    }

    private boolean counts(long sequence) {
        return sequence >= firstSequence && inFlight > 0;
    }

    private void complete(long nanos) {
        inFlight--;
        recent[(int) (completed++ % RECENT)] = nanos;
    }

    MonitorHop hop(long epochNanos) {
        return new MonitorHopRecord(
                ttl,
                respondersLatestFirst(),
                Statistics.of(completed, rtts),
                windows.statistics(epochNanos),
                recent(),
                late,
                duplicates,
                notSent);
    }

    private List<HopResponder> respondersLatestFirst() {
        List<HopResponder> all = new ArrayList<>(responders.size());
        responders.forEach((address, seen) -> all.add(0, new HopResponderRecord(address, seen.answers, seen.labels)));
        return all;
    }

    private List<Optional<Duration>> recent() {
        List<Optional<Duration>> all = new ArrayList<>();
        for (long number = Math.max(0, completed - RECENT); number < completed; number++) {
            long nanos = recent[(int) (number % RECENT)];
            all.add(nanos == LOST ? Optional.empty() : Optional.of(Duration.ofNanos(nanos)));
        }
        return all;
    }

    /** What came from an address. */
    private static final class Seen {
        private long answers;
        private List<MplsLabel> labels = List.of();

        void add(Answer answer) {
            answers++;
            labels = answer instanceof IcmpError error
                    ? ResponderRecord.labels(error.extensions().objects())
                    : List.of();
        }
    }
}
