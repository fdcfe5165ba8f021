// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The probes that wait to leave, by their numbers, in the order of their coming. Bounded, since these have 16 bits. */
final class SendQueue {
    static final long NEVER = Long.MAX_VALUE;

    /** Those that were at the head before, and came back. */
    private final Map<Integer, QueuedProbe> returned = new LinkedHashMap<>();

    private final Map<Integer, QueuedProbe> queue = new LinkedHashMap<>();

    void add(QueuedProbe probe) {
        returned.remove(probe.probe().id());
        // A probe that has the number of another replaces it, at the end of the queue.
        queue.remove(probe.probe().id());
        queue.put(probe.probe().id(), probe);
    }

    void addBack(QueuedProbe probe) {
        returned.put(probe.probe().id(), probe);
    }

    void remove(int id) {
        returned.remove(id);
        queue.remove(id);
    }

    boolean isEmpty() {
        return returned.isEmpty() && queue.isEmpty();
    }

    /** The first, or null if there is none. */
    @Nullable
    QueuedProbe poll() {
        Map<Integer, QueuedProbe> from = returned.isEmpty() ? queue : returned;
        Iterator<QueuedProbe> probes = from.values().iterator();
        if (!probes.hasNext()) {
            return null;
        }
        QueuedProbe first = probes.next();
        probes.remove();
        return first;
    }

    /** When the first of them gives up; {@link #NEVER} if there is none. */
    long nextEnd() {
        long next = NEVER;
        for (Map<Integer, QueuedProbe> probes : List.of(returned, queue)) {
            for (QueuedProbe probe : probes.values()) {
                next = Math.min(next, probe.untilNanos());
            }
        }
        return next;
    }

    /** Takes out those that have waited too long. */
    List<QueuedProbe> pollEnded(long now) {
        List<QueuedProbe> ended = new ArrayList<>();
        for (Map<Integer, QueuedProbe> probes : List.of(returned, queue)) {
            probes.values().removeIf(probe -> probe.untilNanos() - now <= 0 && ended.add(probe));
        }
        return ended;
    }

    void clear() {
        returned.clear();
        queue.clear();
    }
}
