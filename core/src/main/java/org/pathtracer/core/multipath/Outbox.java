// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Probes that wait to be sent, each TTL at its own {@link Pace}. Where one TTL falls silent after six answers, others
 * are likely to do so too: they are asked slowly before they have lost anything.
 */
final class Outbox {
    private final ArrayDeque<Attempt> waiting = new ArrayDeque<>();
    private final Map<Integer, Integer> waitingAt = new HashMap<>();
    /** Questions that there are or soon will be, by TTL. */
    private final Map<Integer, Integer> wantedAt = new HashMap<>();

    private final Map<Integer, Pace> paces = new TreeMap<>();
    private final Map<Integer, Integer> busyFlows = new HashMap<>();
    private final IntUnaryOperator width;
    private boolean oneProbePerFlow;
    /**
     * The first probe beyond what routers usually answer at once; those of other TTLs wait to see what becomes of it.
     */
    private boolean testing;

    private boolean tested;
    private boolean limitsSeen;

    /**
     * Nothing waits yet.
     *
     * @param width how many routers are known at a TTL
     */
    Outbox(boolean oneProbePerFlow, IntUnaryOperator width) {
        this.oneProbePerFlow = oneProbePerFlow;
        this.width = width;
    }

    /** From now on a flow has one probe in flight at most. */
    void restrictFlows() {
        oneProbePerFlow = true;
    }

    void add(Attempt attempt) {
        waiting.add(attempt);
        waitingAt.merge(attempt.ttl, 1, Integer::sum);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes back all that was not sent. */
    Iterable<Attempt> drain() {
        Iterable<Attempt> all = new ArrayDeque<>(waiting);
        waiting.clear();
        waitingAt.clear();
        wantedAt.clear();
        return all;
    }

    /** The next that may leave now. */
    Optional<Attempt> next(long now) {
        for (Iterator<Attempt> all = waiting.iterator(); all.hasNext(); ) {
            Attempt attempt = all.next();
            boolean flowFree = !oneProbePerFlow || !busyFlows.containsKey(attempt.flow);
            if (flowFree && attempt.notBefore <= now && nextAt(attempt.ttl, now) <= now) {
                all.remove();
                leave(attempt, now);
                return Optional.of(attempt);
            }
        }
        return Optional.empty();
    }

    private void leave(Attempt attempt, long now) {
        Pace pace = pace(attempt);
        attempt.tests = pace.testing() && !tested;
        testing |= attempt.tests;
        pace.sent(now);
        waitingAt.merge(attempt.ttl, -1, Integer::sum);
        wantedAt.computeIfPresent(attempt.ttl, (ttl, wanted) -> Math.max(0, wanted - 1));
        busyFlows.merge(attempt.flow, 1, Integer::sum);
    }

    private long nextAt(int ttl, long now) {
        Pace pace = pace(ttl);
        if (pace.testing()) {
            if (testing) {
                return Pace.NEVER;
            } else if (limitsSeen) {
                pace.slowDown();
            }
        }
        return pace.nextAt(wanted(ttl), width.applyAsInt(ttl), now);
    }

    /**
     * How many more questions make sense at a TTL.
     *
     * @param wanted how many there are beside those that wait
     */
    int room(int ttl, int wanted) {
        int waits = waitingAt.getOrDefault(ttl, 0);
        wantedAt.put(ttl, waits + wanted);
        return pace(ttl).room(waits);
    }

    /** When the next may leave if nothing else happens. */
    long wakeAt(long now) {
        long earliest = Pace.NEVER;
        for (Attempt attempt : waiting) {
            long at = nextAt(attempt.ttl, now);
            at = at == Pace.NEVER ? at : Math.max(at, attempt.notBefore);
            // What may leave now waits for something else: for its flow, or for this operation's turn.
            earliest = at > now ? Math.min(earliest, at) : earliest;
        }
        return earliest;
    }

    private int wanted(int ttl) {
        return Math.max(waitingAt.getOrDefault(ttl, 0), wantedAt.getOrDefault(ttl, 0));
    }

    /** Nothing more is awaited of a probe that was sent. */
    void settle(Attempt attempt) {
        pace(attempt).settled();
        testing &= !attempt.tests;
        busyFlows.computeIfPresent(attempt.flow, (flow, probes) -> probes == 1 ? null : probes - 1);
    }

    void onAnswer(Attempt attempt) {
        endTest(attempt, false);
        pace(attempt).answered(attempt.sentNanos, wanted(attempt.ttl), width.applyAsInt(attempt.ttl));
    }

    void onLoss(Attempt attempt) {
        endTest(attempt, true);
        pace(attempt).lost(attempt, width.applyAsInt(attempt.ttl));
    }

    private void endTest(Attempt attempt, boolean lost) {
        if (attempt.tests) {
            attempt.tests = false;
            tested = true;
            limitsSeen |= lost;
        }
    }

    Pace pace(int ttl) {
        return paces.computeIfAbsent(ttl, t -> new Pace());
    }

    private Pace pace(Attempt attempt) {
        return pace(attempt.ttl);
    }
}
