// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

/**
 * Which probe the kernel means when it tells the send time of "packet number n": the numbers of the last 65,536 packets
 * of a socket, and when this process handed each over.
 */
final class SendTimes {
    private static final int CAPACITY = 1 << 16;

    private final int[] probeIds = new int[CAPACITY];
    private final long[] handedOver = new long[CAPACITY];
    private int next;
    private int known;

    void sent(int probeId, long nanos) {
        int index = next & CAPACITY - 1;
        probeIds[index] = probeId;
        handedOver[index] = nanos;
        next++;
        known = Math.min(known + 1, CAPACITY);
    }

    /** The kernel counts from 0 again. */
    void restart() {
        next = 0;
        known = 0;
    }

    /**
     * Whether the number is of a packet that we sent, and the time possible: not before it was handed over, not after
     * now.
     */
    boolean plausible(int number, long stamp, long now) {
        int age = next - number;
        return age > 0 && age <= known && stamp - handedOver[number & CAPACITY - 1] >= 0 && now - stamp >= 0;
    }

    int probeId(int number) {
        return probeIds[number & CAPACITY - 1];
    }
}
