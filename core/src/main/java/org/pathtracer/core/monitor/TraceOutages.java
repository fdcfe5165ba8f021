// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.monitor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pathtracer.ping.Outage;

/**
 * Finds the outages of a monitored target. A trace is judged when each of its probes was answered or given up, which
 * may be long after it ended, and when all traces before it were judged. Times are in nanoseconds since the operation's
 * start.
 */
final class TraceOutages {
    private static final int LEAST_TRACES = 2;
    /** With the one that lasts, 100. */
    private static final int MOST_ENDED = 99;

    /** A trace that is not judged yet. */
    private static final class OpenTrace {
        final long firstSequence;
        final long startedAt;
        int inFlight;
        boolean ended;
        boolean answered;

        OpenTrace(long firstSequence, long startedAt) {
            this.firstSequence = firstSequence;
            this.startedAt = startedAt;
        }
    }

    private final ArrayDeque<OpenTrace> open = new ArrayDeque<>();
    private final ArrayDeque<Outage> outages = new ArrayDeque<>();
    private long leftOut;
    private long judged;
    private long runFirst;
    private long runStart;
    private long runLength;

    /** A trace begins, of which this is the first probe's number. */
    void begin(long firstSequence, long now) {
        open.addLast(new OpenTrace(firstSequence, now));
    }

    /** A probe of the trace that runs is on its way. */
    void ordered() {
        if (!open.isEmpty()) {
            open.getLast().inFlight++;
        }
    }

    /** A probe was answered or given up. */
    void complete(long sequence, boolean byTarget) {
        OpenTrace of = null;
        for (OpenTrace trace : open) {
            if (trace.firstSequence <= sequence) {
                of = trace;
            }
        }
        if (of != null && of.inFlight > 0) {
            of.inFlight--;
            of.answered |= byTarget;
            judge();
        }
    }

    /** What is in flight won't be told of. */
    void giveUp() {
        open.forEach(trace -> trace.inFlight = 0);
        judge();
    }

    /** The trace that runs has ended. */
    void end() {
        open.getLast().ended = true;
        judge();
    }

    private void judge() {
        OpenTrace trace = open.peekFirst();
        while (trace != null && trace.ended && (trace.answered || trace.inFlight == 0)) {
            open.removeFirst();
            judge(trace);
            trace = open.peekFirst();
        }
    }

    private void judge(OpenTrace trace) {
        if (trace.answered) {
            run(trace.startedAt, true).ifPresent(this::keep);
            runLength = 0;
        } else if (runLength++ == 0) {
            runFirst = judged;
            runStart = trace.startedAt;
        }
        judged++;
    }

    private Optional<Outage> run(long end, boolean answered) {
        return runLength < LEAST_TRACES
                ? Optional.empty()
                : Optional.of(new Outage(
                        runFirst, runLength, Duration.ofNanos(runStart), Duration.ofNanos(end - runStart), answered));
    }

    private void keep(Outage outage) {
        outages.addLast(outage);
        if (outages.size() > MOST_ENDED) {
            outages.removeFirst();
            leftOut++;
        }
    }

    /** The latest ones, the one that lasts included. */
    List<Outage> outages(long now) {
        List<Outage> all = new ArrayList<>(outages);
        run(now, false).ifPresent(all::add);
        return all;
    }

    long leftOut() {
        return leftOut;
    }
}
