// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The probes that wait to leave, by their numbers, first come first served. Bounded, since these have 16 bits. */
final class WaitingLine {
    static final long NEVER = Long.MAX_VALUE;

    /** Those that were at the head before, and came back. */
    private final Map<Integer, WaitingProbe> returned = new LinkedHashMap<>();

    private final Map<Integer, WaitingProbe> line = new LinkedHashMap<>();

    void add(WaitingProbe probe) {
        returned.remove(probe.probe().id());
        // A probe that has the number of another takes its place, but not in the line.
        line.remove(probe.probe().id());
        line.put(probe.probe().id(), probe);
    }

    void addBack(WaitingProbe probe) {
        returned.put(probe.probe().id(), probe);
    }

    void remove(int id) {
        returned.remove(id);
        line.remove(id);
    }

    boolean isEmpty() {
        return returned.isEmpty() && line.isEmpty();
    }

    /** The first, or null if there is none. */
    @Nullable
    WaitingProbe poll() {
        Map<Integer, WaitingProbe> from = returned.isEmpty() ? line : returned;
        Iterator<WaitingProbe> probes = from.values().iterator();
        if (!probes.hasNext()) {
            return null;
        }
        WaitingProbe first = probes.next();
        probes.remove();
        return first;
    }

    /** When the first of them gives up; {@link #NEVER} if there is none. */
    long nextEnd() {
        long next = NEVER;
        for (Map<Integer, WaitingProbe> probes : List.of(returned, line)) {
            for (WaitingProbe probe : probes.values()) {
                next = Math.min(next, probe.untilNanos());
            }
        }
        return next;
    }

    /** Takes out those that have waited too long. */
    List<WaitingProbe> pollEnded(long now) {
        List<WaitingProbe> ended = new ArrayList<>();
        for (Map<Integer, WaitingProbe> probes : List.of(returned, line)) {
            probes.values().removeIf(probe -> probe.untilNanos() - now <= 0 && ended.add(probe));
        }
        return ended;
    }

    void clear() {
        returned.clear();
        line.clear();
    }
}
