// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.wire;

/**
 * The ones' complement sum of RFC 1071, which every header's checksum is made of.
 *
 * @since 0.1.0
 */
public final class Checksum {
    private Checksum() {}

    /** Sum of 16-bit words, not folded; an odd last byte counts as a high byte. */
    public static long sum(byte[] bytes, int offset, int length) {
        long sum = 0;
        int end = offset + length;
        int i = offset;
        for (; i + 4 <= end; i += 4) {
            sum += Bytes.int32(bytes, i) & 0xffffffffL;
        }
        for (; i + 2 <= end; i += 2) {
            sum += Bytes.u16(bytes, i);
        }
        return i < end ? sum + (Bytes.u8(bytes, i) << 8) : sum;
    }

    /** In 16 bits. */
    public static int fold(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) folded;
    }

    /** What stands in a header whose words, with 0 in its place, have this sum. */
    public static int of(long sum) {
        return ~fold(sum) & 0xffff;
    }

    /**
     * Of a UDP or TCP header or an ICMPv6 message, which cover a pseudo header (RFC 768, RFC 9293 section 3.1, RFC 8200
     * section 8.1); the field itself must be 0. The packet's IP header must be there, with addresses.
     */
    public static int ofTransport(byte[] packet, int offset, int length, int protocol) {
        return of(transportSum(packet, offset, length, protocol));
    }

    /** Whether a checksum with a pseudo header holds. */
    public static boolean transportHolds(byte[] packet, int offset, int length, int protocol) {
        return fold(transportSum(packet, offset, length, protocol)) == 0xffff;
    }

    private static long transportSum(byte[] packet, int offset, int length, int protocol) {
        long addresses = Bytes.u8(packet, 0) >> 4 == 6 ? sum(packet, 8, 2 * 16) : sum(packet, 12, 2 * 4);
        return sum(packet, offset, length) + addresses + protocol + length;
    }
}
