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
 * are likely to do so too: they get their first six one by one, and then are asked slowly before they have lost
 * anything.
 */
final class SendQueue {
    private static final int NONE = -1;

    private final ArrayDeque<FlowProbe> waiting = new ArrayDeque<>();
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
    /** Not even six were answered at once: others were asked shortly before, maybe by another process. */
    private boolean earlierLimits;

    private int first = NONE;
    private boolean firstEnded;

    /**
     * Nothing waits yet.
     *
     * @param width how many routers are known at a TTL
     */
    SendQueue(boolean oneProbePerFlow, IntUnaryOperator width) {
        this.oneProbePerFlow = oneProbePerFlow;
        this.width = width;
    }

    /** From now on a flow has one probe in flight at most. */
    void restrictFlows() {
        oneProbePerFlow = true;
    }

    void add(FlowProbe probe) {
        waiting.add(probe);
        waitingAt.merge(probe.ttl, 1, Integer::sum);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes back all that was not sent. */
    Iterable<FlowProbe> drain() {
        Iterable<FlowProbe> all = new ArrayDeque<>(waiting);
        waiting.clear();
        waitingAt.clear();
        wantedAt.clear();
        return all;
    }

    /** The next that may leave now. */
    Optional<FlowProbe> next(long now) {
        for (Iterator<FlowProbe> all = waiting.iterator(); all.hasNext(); ) {
            FlowProbe probe = all.next();
            boolean flowFree = !oneProbePerFlow || !busyFlows.containsKey(probe.flow);
            if (flowFree && probe.notBefore <= now && nextAt(probe.ttl, now) <= now) {
                all.remove();
                leave(probe, now);
                return Optional.of(probe);
            }
        }
        return Optional.empty();
    }

    private void leave(FlowProbe probe, long now) {
        Pace pace = pace(probe);
        probe.tests = pace.testing(now) && !tested;
        testing |= probe.tests;
        pace.sent(probe, now);
        waitingAt.merge(probe.ttl, -1, Integer::sum);
        wantedAt.computeIfPresent(probe.ttl, (ttl, wanted) -> Math.max(0, wanted - 1));
        busyFlows.merge(probe.flow, 1, Integer::sum);
    }

    private long nextAt(int ttl, long now) {
        Pace pace = pace(ttl);
        if (pace.answers() > 0 && awaitsFirst(ttl)) {
            return Pace.NEVER;
        }
        if (earlierLimits && pace.answers() > 0) {
            pace.slowDownAsOthers();
        } else if (pace.testing(now)) {
            if (testing) {
                return Pace.NEVER;
            } else if (limitsSeen) {
                pace.slowDownAsOthers();
            }
        }
        return pace.nextAt(wanted(ttl), width.applyAsInt(ttl), atOnce(pace), now);
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
        for (FlowProbe probe : waiting) {
            long at = nextAt(probe.ttl, now);
            at = at == Pace.NEVER ? at : Math.max(at, probe.notBefore);
            // What may leave now waits for something else: for its flow, or for this operation's turn.
            earliest = at > now ? Math.min(earliest, at) : earliest;
        }
        return earliest;
    }

    private int wanted(int ttl) {
        return Math.max(waitingAt.getOrDefault(ttl, 0), wantedAt.getOrDefault(ttl, 0));
    }

    /** Nothing more is awaited of a probe that was sent. */
    void settle(FlowProbe probe) {
        pace(probe).settled(probe);
        testing &= !probe.tests;
        busyFlows.computeIfPresent(probe.flow, (flow, probes) -> probes == 1 ? null : probes - 1);
    }

    void onAnswer(FlowProbe probe) {
        endTest(probe, false);
        pace(probe).answered(probe, wanted(probe.ttl), width.applyAsInt(probe.ttl));
    }

    void onLoss(FlowProbe probe) {
        endTest(probe, true);
        Pace pace = pace(probe);
        pace.lost(probe, width.applyAsInt(probe.ttl));
        if (!firstEnded && pace.slow()) {
            limitsSeen = true;
            earlierLimits = pace.answers() < Pace.FREE;
        } else if (limitsSeen && pace.answers() < Pace.FREE) {
            pace.slowDownAsOthers();
        }
    }

    /**
     * One TTL is asked more than once before all others: the first with one router, since several answer six each. It
     * shows whether routers limit their answers, and whether they still limit those to an earlier discovery.
     */
    private boolean awaitsFirst(int ttl) {
        if (firstEnded) {
            return false;
        }
        if (first == NONE || !oneRouter(first)) {
            first = waitingAt.keySet().stream()
                    .mapToInt(other -> other)
                    .filter(other -> waits(other) && pace(other).answers() > 0 && oneRouter(other))
                    .min()
                    .orElse(NONE);
        }
        // It may need fewer answers than would show a limit.
        firstEnded = tested || limitsSeen || first != NONE && first != ttl && idle(first);
        return !firstEnded && first != NONE && first != ttl;
    }

    private boolean idle(int ttl) {
        return pace(ttl).idle() && !waits(ttl);
    }

    private boolean waits(int ttl) {
        return waitingAt.getOrDefault(ttl, 0) > 0;
    }

    /** How many probes may be in flight to a TTL as long as it is open if it limits its answers. */
    private int atOnce(Pace pace) {
        if (!pace.undecided() || firstEnded && !limitsSeen) {
            return Integer.MAX_VALUE;
        }
        return limitsSeen ? 1 : pace.answers() + 1;
    }

    private boolean oneRouter(int ttl) {
        return width.applyAsInt(ttl) <= 1;
    }

    private void endTest(FlowProbe probe, boolean lost) {
        if (probe.tests) {
            probe.tests = false;
            tested = true;
            limitsSeen |= lost;
        }
    }

    Pace pace(int ttl) {
        return paces.computeIfAbsent(ttl, t -> new Pace());
    }

    private Pace pace(FlowProbe probe) {
        return pace(probe.ttl);
    }
}
