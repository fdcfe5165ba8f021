// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Reply;

/**
 * Replies in the order of their arrival, whatever the order in which a transport's sockets were read. They wait here
 * until everything is read that arrived before them.
 */
final class Arrivals {
    /**
     * Something that arrived.
     *
     * @param at by when it had arrived at the earliest
     */
    private record Arrival(long at, Reply reply) implements Comparable<Arrival> {
        @Override
        public int compareTo(Arrival other) {
            int times = Long.compare(at, other.at);
            return times != 0 ? times : compare(reply, other.reply);
        }

        private static int compare(Reply one, Reply other) {
            int times = Long.compare(one.receivedNanos(), other.receivedNanos());
            int ids = times != 0 ? times : Integer.compare(one.id(), other.id());
            return ids != 0 ? ids : one.kind().compareTo(other.kind());
        }
    }

    /** Takes what arrived. */
    interface Receiver {
        /**
         * A reply.
         *
         * @param at by when it had arrived
         */
        void arrived(Reply reply, long at);
    }

    private final List<Arrival> waiting = new ArrayList<>();
    private final List<Arrival> due = new ArrayList<>();
    private long until;

    /** Knows of everything that arrived before {@code now}. */
    Arrivals(long now) {
        until = now;
    }

    /** The time up to which everything that arrived was handed over. It never goes back. */
    long until() {
        return until;
    }

    /** A time that the process took itself says when it looked: the reply came since it had looked before. */
    void add(Reply reply) {
        long received = reply.receivedNanos();
        boolean ours = reply.source() != TimestampSource.KERNEL && received - until > 0;
        waiting.add(new Arrival(ours ? until : received, reply));
    }

    /**
     * Hands over what arrived by {@code time}; all of that is known.
     *
     * @param now no reply can be from later, so one that says so is from now
     */
    void passTo(long time, long now, Receiver receiver) {
        if (!waiting.isEmpty()) {
            takeDue(time, now);
            handOver(time, receiver);
        }
        until = later(until, time);
    }

    private void handOver(long time, Receiver receiver) {
        try {
            for (Arrival arrival : due) {
                until = later(until, arrival.at - time > 0 ? time : arrival.at);
                receiver.arrived(arrival.reply, until);
            }
        } finally {
            due.clear();
        }
    }

    private void takeDue(long time, long now) {
        waiting.sort(null);
        int done = 0;
        while (done < waiting.size() && due(waiting.get(done).at, time, now)) {
            done++;
        }
        List<Arrival> first = waiting.subList(0, done);
        due.addAll(first);
        first.clear();
    }

    /** When the last of all that were added arrived, as they say, but not later than now. */
    long latest(long now) {
        long latest = until;
        for (Arrival arrival : waiting) {
            latest = later(latest, arrival.reply.receivedNanos());
        }
        return latest - now > 0 ? now : latest;
    }

    private static boolean due(long at, long time, long now) {
        return at - time <= 0 || at - now > 0;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }

    /** Whether some wait, since they arrived after the time that was handed over last. */
    boolean waiting() {
        return !waiting.isEmpty();
    }

    /** When the last of those that wait arrived; only if some do. */
    long last() {
        return waiting.get(waiting.size() - 1).at;
    }
}
