// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;

/**
 * Connection requests as PathTracer sends them over raw sockets (RFC 9293): with the options of Linux, as far as a
 * small packet has room for them, and with data in a larger one. The sequence number is the beginning of the probe's
 * tag, so every answer and every quote shows it.
 */
public final class TcpSyn {
    /** Bytes of a TCP header without options. */
    public static final int HEADER = 20;

    /** Bits of the tag that the sequence number holds. */
    public static final int TAG_BITS = Integer.SIZE;

    static final int PROTOCOL = 6;

    private static final int QUOTED_CHECKSUM_END = 18;
    private static final int SYN = 0x02;
    private static final int WINDOW = 64_240;
    private static final int MSS_END = 4;
    private static final int TIMESTAMPS_END = 16;
    private static final int OPTIONS_END = 20;

    private TcpSyn() {}

    /** Bytes of the segment in an IP packet of this size. */
    public static int length(AddressFamily family, int packetSize) {
        return packetSize - ipHeader(family);
    }

    /** Bytes of data in a segment of this length. */
    public static int dataLength(int length) {
        return length - HEADER - optionsLength(length);
    }

    /** The sequence number of the probe with this tag. */
    public static int sequence(long tag) {
        return (int) (tag >>> Integer.SIZE);
    }

    private static int ipHeader(AddressFamily family) {
        return family == AddressFamily.IPV6 ? IpHeader.IPV6 : IpHeader.IPV4;
    }

    private static int optionsLength(int length) {
        int room = length - HEADER;
        return room >= OPTIONS_END
                ? OPTIONS_END
                : room >= TIMESTAMPS_END ? TIMESTAMPS_END : room >= MSS_END ? MSS_END : 0;
    }

    /**
     * Writes a segment.
     *
     * @param out network order; {@code length} bytes from {@code offset} are written
     * @param length at least {@link #HEADER}
     * @param pseudoHeader its sum, see {@link PseudoHeader}
     */
    public static void write(
            ByteBuffer out,
            int offset,
            int length,
            AddressFamily family,
            int sourcePort,
            int destinationPort,
            long tag,
            int pseudoHeader) {
        int options = optionsLength(length);
        out.putShort(offset, (short) sourcePort);
        out.putShort(offset + 2, (short) destinationPort);
        out.putInt(offset + 4, sequence(tag));
        out.putInt(offset + 8, 0);
        out.putShort(offset + 12, (short) ((HEADER + options) / 4 << 12 | SYN));
        out.putShort(offset + 14, (short) WINDOW);
        out.putInt(offset + 16, 0);
        writeOptions(out, offset + HEADER, options, family, (int) tag);
        for (int i = HEADER + options; i < length; i++) {
            out.put(offset + i, (byte) i);
        }
        int sum = InternetChecksum.add(InternetChecksum.sum(out, offset, length), pseudoHeader);
        out.putShort(offset + 16, (short) ~sum);
    }

    /** Maximum segment size, SACK permitted and timestamps (RFC 2018, RFC 7323), window scale: in Linux' order. */
    private static void writeOptions(ByteBuffer out, int offset, int length, AddressFamily family, int timestamp) {
        if (length >= MSS_END) {
            int mss = 1500 - ipHeader(family) - HEADER;
            out.putInt(offset, 0x0204_0000 | mss);
        }
        if (length >= TIMESTAMPS_END) {
            out.putInt(offset + 4, 0x0402_080a);
            out.putInt(offset + 8, timestamp);
            out.putInt(offset + 12, 0);
        }
        if (length >= OPTIONS_END) {
            out.putInt(offset + 16, 0x0103_0307);
        }
    }

    /** The checksum of a segment that was written. */
    public static int checksum(ByteBuffer in, int offset) {
        return in.getShort(offset + 16) & 0xffff;
    }

    /** Reads a quoted header, as much of it as there is. The caller has checked for 8 bytes. */
    static TcpHeader read(ByteBuffer in, int offset, int available) {
        return new TcpHeader(
                in.getShort(offset) & 0xffff,
                in.getShort(offset + 2) & 0xffff,
                in.getInt(offset + 4),
                available >= QUOTED_CHECKSUM_END ? OptionalInt.of(checksum(in, offset)) : OptionalInt.empty());
    }
}
