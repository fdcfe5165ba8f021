// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Probes that wait to be sent. A TTL that has lost probes although it answers gets fewer at a time, as with congestion
 * windows (RFC 5681): routers bound the rate of their answers.
 */
final class Outbox {
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    /** Of one TTL. */
    private static final class Window {
        int size = UNBOUNDED;
        int inFlight;
    }

    private final ArrayDeque<Attempt> waiting = new ArrayDeque<>();
    private final Map<Integer, Window> windows = new HashMap<>();
    private final Map<Integer, Integer> busyFlows = new HashMap<>();
    private boolean oneProbePerFlow;

    Outbox(boolean oneProbePerFlow) {
        this.oneProbePerFlow = oneProbePerFlow;
    }

    /** From now on a flow has one probe in flight at most. */
    void restrictFlows() {
        oneProbePerFlow = true;
    }

    void add(Attempt attempt) {
        waiting.add(attempt);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes back all that was not sent. */
    Iterable<Attempt> drain() {
        Iterable<Attempt> all = new ArrayDeque<>(waiting);
        waiting.clear();
        return all;
    }

    /** The next that may leave now. */
    Optional<Attempt> next() {
        for (Iterator<Attempt> all = waiting.iterator(); all.hasNext(); ) {
            Attempt attempt = all.next();
            if (mayLeave(attempt)) {
                all.remove();
                window(attempt).inFlight++;
                busyFlows.merge(attempt.flow, 1, Integer::sum);
                return Optional.of(attempt);
            }
        }
        return Optional.empty();
    }

    private boolean mayLeave(Attempt attempt) {
        Window window = window(attempt);
        boolean flowFree = !oneProbePerFlow || !busyFlows.containsKey(attempt.flow);
        return flowFree && window.inFlight < window.size;
    }

    /** Nothing more is awaited of a probe that was sent. */
    void settle(Attempt attempt) {
        window(attempt).inFlight--;
        busyFlows.computeIfPresent(attempt.flow, (flow, probes) -> probes == 1 ? null : probes - 1);
    }

    void onAnswer(Attempt attempt) {
        Window window = window(attempt);
        window.size += window.size == UNBOUNDED ? 0 : 1;
    }

    void onLoss(Attempt attempt) {
        Window window = window(attempt);
        window.size = Math.max(1, Math.min(window.size, window.inFlight + 1) / 2);
    }

    private Window window(Attempt attempt) {
        return windows.computeIfAbsent(attempt.ttl, ttl -> new Window());
    }
}
