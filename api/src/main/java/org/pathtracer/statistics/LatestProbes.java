// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

/** Outcomes of single probes, the oldest first: a ring that grows up to 1,024. */
final class LatestProbes {
    static final int MOST = 1024;
    private static final int FIRST_ROOM = 4;
    private static final long LOST = -1;

    private int[] slices = new int[0];
    private long[] sequences = new long[0];
    private long[] nanos = new long[0];
    private int first;
    private int size;

    LatestProbes copy() {
        LatestProbes copy = new LatestProbes();
        copy.slices = slices;
        copy.sequences = sequences;
        copy.nanos = nanos;
        copy.first = first;
        copy.size = size;
        copy.makeRoom(size);
        return copy;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == MOST;
    }

    /** Returns the number of the oldest one's slice. */
    long firstSlice() {
        return slices[at(0)];
    }

    void lost(long slice) {
        add(slice, 0, LOST);
    }

    void add(long slice, long sequence, long rtt) {
        if (size == slices.length) {
            makeRoom(Math.min(MOST, Math.max(FIRST_ROOM, 2 * size)));
        }
        int end = at(size++);
        // Until the year 8775.
        slices[end] = Math.toIntExact(slice);
        sequences[end] = sequence;
        nanos[end] = rtt;
    }

    private void makeRoom(int room) {
        int[] newSlices = new int[room];
        long[] newSequences = new long[room];
        long[] newNanos = new long[room];
        for (int i = 0; i < size; i++) {
            newSlices[i] = slices[at(i)];
            newSequences[i] = sequences[at(i)];
            newNanos[i] = nanos[at(i)];
        }
        slices = newSlices;
        sequences = newSequences;
        nanos = newNanos;
        first = 0;
    }

    private int at(int index) {
        return (first + index) % slices.length;
    }

    /** Forgets those of slices before that one. */
    void dropBefore(long slice) {
        while (size > 0 && firstSlice() < slice) {
            first = at(1);
            size--;
        }
    }

    /** Removes those of the oldest slice, and returns them together. */
    Slice removeFirstSlice() {
        long slice = firstSlice();
        long sent = 0;
        RttRecorder rtts = new RttRecorder();
        for (; size > 0 && firstSlice() == slice; size--, sent++) {
            record(0, rtts);
            first = at(1);
        }
        return new Slice(slice, sent, rtts);
    }

    /** Adds those of that slice and later ones; returns how many there are. */
    long recordSince(long slice, RttRecorder rtts) {
        long sent = 0;
        for (int i = 0; i < size; i++) {
            if (slices[at(i)] >= slice) {
                record(i, rtts);
                sent++;
            }
        }
        return sent;
    }

    private void record(int index, RttRecorder rtts) {
        long rtt = nanos[at(index)];
        if (rtt != LOST) {
            rtts.record(sequences[at(index)], rtt);
        }
    }
}
