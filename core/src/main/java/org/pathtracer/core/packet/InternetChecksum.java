// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.nio.ByteBuffer;

/** The checksum of RFC 1071. */
public final class InternetChecksum {
    private InternetChecksum() {}

    /**
     * One's complement sum of 16-bit words in network order, folded to 16 bits; an odd last byte counts as a high byte.
     */
    public static int sum(ByteBuffer bytes, int offset, int length) {
        long sum = 0;
        int end = offset + (length & ~1);
        for (int i = offset; i < end; i += 2) {
            sum += (bytes.get(i) & 0xff) << 8 | bytes.get(i + 1) & 0xff;
        }
        if ((length & 1) != 0) {
            sum += (bytes.get(end) & 0xff) << 8;
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
