// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

/**
 * Which probe the kernel means when it tells the send time of "packet number n": the numbers of the last packets of a
 * socket, and when this process handed each over.
 */
final class SendTimes {
    private final int[] probeIds;
    private final long[] handedOver;
    private final int mask;
    private int next;
    private int known;
    private int toldUntil;

    /** For so many packets, a power of two. */
    SendTimes(int capacity) {
        probeIds = new int[capacity];
        handedOver = new long[capacity];
        mask = capacity - 1;
    }

    void sent(int probeId, long nanos) {
        probeIds[next & mask] = probeId;
        handedOver[next & mask] = nanos;
        next++;
        known = Math.min(known + 1, mask + 1);
    }

    /** The kernel counts from 0 again. */
    void restart() {
        next = 0;
        known = 0;
        toldUntil = 0;
    }

    /**
     * Whether the number is of a packet that we sent, and the time possible: not before it was handed over, not after
     * now.
     */
    boolean plausible(int number, long stamp, long now) {
        int age = next - number;
        return age > 0 && age <= known && stamp - handedOver[number & mask] >= 0 && now - stamp >= 0;
    }

    /** How many packets were passed over that left between the one whose time was told last and this one. */
    int skippedBefore(int number) {
        int age = next - number;
        if (age <= 0 || age > known || number - toldUntil < 0) {
            return 0;
        }
        int skipped = number - toldUntil;
        toldUntil = number + 1;
        return skipped;
    }

    int probeId(int number) {
        return probeIds[number & mask];
    }
}
