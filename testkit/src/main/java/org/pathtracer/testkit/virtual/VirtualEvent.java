// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.virtual;

import org.pathtracer.spi.TransportLoop;

/** Something to happen at a time. */
final class VirtualEvent implements TransportLoop.Timer, Comparable<VirtualEvent> {
    final long at;
    final Runnable task;
    final VirtualLoop.Rank rank;
    boolean cancelled;
    private final long sequence;

    VirtualEvent(long at, VirtualLoop.Rank rank, long sequence, Runnable task) {
        this.at = at;
        this.rank = rank;
        this.sequence = sequence;
        this.task = task;
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    @SuppressWarnings("ComparableType") // no two are equal, so nothing is lost without equals
    public int compareTo(VirtualEvent other) {
        if (at != other.at) {
            return at < other.at ? -1 : 1;
        }
        int byRank = rank.compareTo(other.rank);
        return byRank != 0 ? byRank : Long.compare(sequence, other.sequence);
    }
}
