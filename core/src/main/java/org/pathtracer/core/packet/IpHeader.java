// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pathtracer.AddressFamily;

/** IP headers: those in front of an answer, those that errors quote, and those that we write ourselves. */
public final class IpHeader {
    /** Bytes of an IPv4 header without options. */
    public static final int IPV4 = 20;

    /** Bytes of an IPv6 header without extensions. */
    public static final int IPV6 = 40;

    private static final int DONT_FRAGMENT = 0x4000;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_OFFSET = 0x1fff;

    /** Hop-by-hop options, routing, destination options (RFC 8200 section 4). */
    private static final Set<Integer> IPV6_EXTENSIONS = Set.of(0, 43, 60);

    private static final int IPV6_FRAGMENT = 44;
    private static final int MOST_EXTENSIONS = 8;

    private IpHeader() {}

    /**
     * Where a header ends.
     *
     * @param protocol of what follows
     * @param length bytes of the header, with options or extensions
     */
    public record Extent(int protocol, int length) {}

    /** Bytes of the IPv4 header at {@code offset}; empty if it is not one of a packet of this protocol. */
    public static OptionalInt ipv4Length(ByteBuffer in, int offset, int length, int protocol) {
        Optional<Extent> extent = ipv4(in, offset, length).filter(header -> header.protocol == protocol);
        return extent.isPresent() ? OptionalInt.of(extent.get().length) : OptionalInt.empty();
    }

    /** Where the header of a whole or quoted packet ends; empty if it is damaged, or not of the first fragment. */
    public static Optional<Extent> extent(AddressFamily family, ByteBuffer in, int offset, int length) {
        return family == AddressFamily.IPV6 ? ipv6(in, offset, length) : ipv4(in, offset, length);
    }

    private static Optional<Extent> ipv4(ByteBuffer in, int offset, int length) {
        if (length < IPV4 || (in.get(offset) & 0xf0) != 0x40) {
            return Optional.empty();
        }
        int header = (in.get(offset) & 0x0f) * 4;
        // A later fragment has no header of the next protocol.
        boolean usable = header >= IPV4 && header <= length && first(in.getShort(offset + 6));
        return usable ? Optional.of(new Extent(in.get(offset + 9) & 0xff, header)) : Optional.empty();
    }

    /** Whether it is the first fragment. Systems of BSD's kind quote the flags in the machine's byte order. */
    private static boolean first(short fragment) {
        int swapped = Short.toUnsignedInt(Short.reverseBytes(fragment));
        return (fragment & FRAGMENT_OFFSET) == 0 || swapped == DONT_FRAGMENT || swapped == MORE_FRAGMENTS;
    }

    /** Passes over extension headers: a large probe of ours may have been cut into fragments. */
    private static Optional<Extent> ipv6(ByteBuffer in, int offset, int length) {
        if (length < IPV6 || (in.get(offset) & 0xf0) != 0x60) {
            return Optional.empty();
        }
        int next = in.get(offset + 6) & 0xff;
        int end = IPV6;
        for (int i = 0; i < MOST_EXTENSIONS && length - end >= 8; i++) {
            int at = offset + end;
            if (IPV6_EXTENSIONS.contains(next)) {
                end += 8 + (in.get(at + 1) & 0xff) * 8;
            } else if (next == IPV6_FRAGMENT && (in.getShort(at + 2) & 0xfff8) == 0) {
                end += 8;
            } else {
                break;
            }
            next = in.get(at) & 0xff;
        }
        return end <= length ? Optional.of(new Extent(next, end)) : Optional.empty();
    }

    /** The header, of a quoted or a whole packet. The caller has asked for its {@link #extent}. */
    public static QuotedHeader quoted(AddressFamily family, ByteBuffer in, int offset) {
        return family == AddressFamily.IPV6
                ? new QuotedHeader(
                        address(in, offset + 8, 16),
                        address(in, offset + 24, 16),
                        in.get(offset + 7) & 0xff,
                        in.getShort(offset) >> 4 & 0xff,
                        (in.getShort(offset + 4) & 0xffff) + IPV6,
                        OptionalInt.empty(),
                        OptionalInt.of(in.getInt(offset) & 0xfffff))
                : new QuotedHeader(
                        address(in, offset + 12, 4),
                        address(in, offset + 16, 4),
                        in.get(offset + 8) & 0xff,
                        in.get(offset + 1) & 0xff,
                        in.getShort(offset + 2) & 0xffff,
                        OptionalInt.of(in.getShort(offset + 4) & 0xffff),
                        OptionalInt.empty());
    }

    /**
     * Writes an IPv4 header.
     *
     * @param out network order; 20 bytes from {@code offset} are written
     * @param length of the whole packet
     * @param identification 0 to 65535
     * @param protocol number of what follows
     */
    public static void writeIpv4(
            ByteBuffer out,
            int offset,
            int length,
            int identification,
            int ttl,
            int tos,
            boolean dontFragment,
            int protocol,
            InetAddress source,
            InetAddress destination) {
        out.putShort(offset, (short) (0x4500 | tos));
        out.putShort(offset + 2, (short) length);
        out.putShort(offset + 4, (short) identification);
        out.putShort(offset + 6, (short) (dontFragment ? DONT_FRAGMENT : 0));
        out.putShort(offset + 8, (short) (ttl << 8 | protocol));
        out.putShort(offset + 10, (short) 0);
        out.put(offset + 12, source.getAddress());
        out.put(offset + 16, destination.getAddress());
        out.putShort(offset + 10, (short) ~InternetChecksum.sum(out, offset, IPV4));
    }

    /** The address in {@code size} (4 or 16) bytes. */
    static InetAddress address(ByteBuffer in, int offset, int size) {
        byte[] bytes = new byte[size];
        in.get(offset, bytes);
        return RawAddress.of(bytes);
    }
}
