// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.monitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathtracer.core.ping.OutageWatch;
import org.pathtracer.ping.Outage;

/**
 * Finds the outages of a monitored target: traces in a row of which it answered no probe. A trace may end before its
 * probes do, so it is judged when the target has answered one of them, or when all have been given up. Times are in
 * nanoseconds since the operation's start.
 */
final class CycleWatch {
    private static final int MOST_KEPT = 100;

    private final OutageWatch watch = new OutageWatch(0);
    private final ArrayDeque<Outage> outages = new ArrayDeque<>();
    private final ArrayDeque<Cycle> open = new ArrayDeque<>();
    private long next;
    private long leftOut;

    private static final class Cycle {
        final long number;
        final long firstProbe;
        long awaited;
        boolean sentAll;
        boolean answered;

        Cycle(long number, long firstProbe) {
            this.number = number;
            this.firstProbe = firstProbe;
        }
    }

    /** A trace begins with that probe. */
    void begin(long firstProbe, long now) {
        watch.ordered(now);
        open.add(new Cycle(next++, firstProbe));
    }

    /** A probe of the latest trace is on its way. */
    void ordered() {
        open.getLast().awaited++;
    }

    /** The latest trace sends no more. */
    void end() {
        Cycle latest = open.getLast();
        latest.sentAll = true;
        judge(latest);
    }

    /** A probe was answered, or given up, or could not leave. */
    void complete(long probe, boolean byTarget) {
        Cycle cycle = of(probe);
        if (cycle != null) {
            cycle.awaited--;
            cycle.answered |= byTarget;
            judge(cycle);
        }
    }

    private @Nullable Cycle of(long probe) {
        Iterator<Cycle> latestFirst = open.descendingIterator();
        while (latestFirst.hasNext()) {
            Cycle cycle = latestFirst.next();
            if (cycle.firstProbe <= probe) {
                return cycle;
            }
        }
        return null;
    }

    private void judge(Cycle cycle) {
        if (cycle.sentAll && (cycle.answered || cycle.awaited == 0)) {
            open.remove(cycle);
            watch.complete(cycle.number, cycle.answered, this::keep);
        }
    }

    private void keep(Outage outage) {
        outages.add(outage);
        if (outages.size() > MOST_KEPT) {
            outages.remove();
            leftOut++;
        }
    }

    /** The latest ones, that which lasts included. */
    List<Outage> outages(long now) {
        List<Outage> all = new ArrayList<>(outages);
        all.addAll(watch.outages(now));
        return all.subList(Math.max(0, all.size() - MOST_KEPT), all.size());
    }

    /** The number of those that are not listed. */
    long leftOut(long now) {
        return leftOut
                + outages.size()
                + watch.outages(now).size()
                - outages(now).size();
    }
}
