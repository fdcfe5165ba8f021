// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.nio.ByteBuffer;

/** The checksum of RFC 1071. */
public final class InternetChecksum {
    private InternetChecksum() {}

    /**
     * One's complement sum of 16-bit words, folded to 16 bits; an odd last byte counts as a high byte. Words of 32 bits
     * are added, which folded give the same (RFC 1071 section 2 (C)).
     *
     * @param bytes network order
     */
    public static int sum(ByteBuffer bytes, int offset, int length) {
        long sum = 0;
        int at = offset;
        int end = offset + length;
        for (; at <= end - Integer.BYTES; at += Integer.BYTES) {
            sum += bytes.getInt(at) & 0xffff_ffffL;
        }
        if (at <= end - Short.BYTES) {
            sum += bytes.getShort(at) & 0xffff;
            at += Short.BYTES;
        }
        if (at < end) {
            sum += (bytes.get(at) & 0xff) << 8;
        }
        return fold(sum);
    }

    /** Adds two folded sums. */
    public static int add(int a, int b) {
        return fold((long) a + b);
    }

    private static int fold(long sum) {
        long folded = sum;
        while (folded >> 16 != 0) {
            folded = (folded & 0xffff) + (folded >> 16);
        }
        return (int) folded;
    }
}
