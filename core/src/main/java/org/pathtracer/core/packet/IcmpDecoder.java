// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.spi.ReplyKind;

/**
 * Reads ICMP and ICMPv6 messages as they come from the network: any bytes, any length. What is truncated, damaged or of
 * no interest gives empty, never an exception. Nothing is allocated in proportion to what a packet claims.
 */
public final class IcmpDecoder {
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int PROTOCOL_ICMP = 1;
    private static final int PROTOCOL_ICMPV6 = 58;
    private static final int ICMP_ECHO_REQUEST = 8;
    private static final int ICMPV6_ECHO_REQUEST = 128;

    private IcmpDecoder() {}

    /** Bytes of the IPv4 header at {@code offset}, or empty if it is not one of an ICMP packet. */
    public static OptionalInt ipv4HeaderLength(ByteBuffer in, int offset, int length) {
        if (length < IPV4_HEADER || (in.get(offset) & 0xf0) != 0x40) {
            return OptionalInt.empty();
        }
        int header = (in.get(offset) & 0x0f) * 4;
        boolean fits = header >= IPV4_HEADER && header <= length;
        return fits && in.get(offset + 9) == PROTOCOL_ICMP ? OptionalInt.of(header) : OptionalInt.empty();
    }

    /** The ICMP checksum of a complete message holds. */
    public static boolean checksumHolds(ByteBuffer in, int offset, int length) {
        return InternetChecksum.sum(in, offset, length) == 0xffff;
    }

    /**
     * Reads a message.
     *
     * @param in network order
     * @param offset where its type is
     * @param length bytes there are, perhaps fewer than were sent
     */
    public static Optional<IcmpMessage> decode(AddressFamily family, ByteBuffer in, int offset, int length) {
        if (length < EchoMessage.HEADER) {
            return Optional.empty();
        }
        int type = in.get(offset) & 0xff;
        int code = in.get(offset + 1) & 0xff;
        Optional<ReplyKind> kind = IcmpKinds.of(family, type, code);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        if (kind.get() == ReplyKind.ECHO_REPLY) {
            EchoHeader echo = EchoMessage.read(in, offset, length);
            return Optional.of(new IcmpMessage(kind.get(), type, code, echo, Optional.empty(), OptionalInt.empty()));
        }
        OptionalInt mtu = kind.get() == ReplyKind.PACKET_TOO_BIG ? nextMtu(family, in, offset) : OptionalInt.empty();
        return quoted(family, in, offset + EchoMessage.HEADER, length - EchoMessage.HEADER)
                .map(quote -> new IcmpMessage(kind.get(), type, code, quote.echo, Optional.of(quote.header), mtu));
    }

    /** Reads an echo request, complete or its beginning, as error queues and quotes show it. */
    public static Optional<EchoHeader> echoRequest(AddressFamily family, ByteBuffer in, int offset, int length) {
        int wanted = family == AddressFamily.IPV6 ? ICMPV6_ECHO_REQUEST : ICMP_ECHO_REQUEST;
        if (length < EchoMessage.HEADER || (in.get(offset) & 0xff) != wanted) {
            return Optional.empty();
        }
        return Optional.of(EchoMessage.read(in, offset, length));
    }

    private record Quote(QuotedHeader header, EchoHeader echo) {}

    private static Optional<Quote> quoted(AddressFamily family, ByteBuffer in, int offset, int length) {
        return family == AddressFamily.IPV6 ? quotedIpv6(in, offset, length) : quotedIpv4(in, offset, length);
    }

    private static Optional<Quote> quotedIpv4(ByteBuffer in, int offset, int length) {
        OptionalInt header = ipv4HeaderLength(in, offset, length);
        // A later fragment has no ICMP header; we never send one.
        if (header.isEmpty() || (in.getShort(offset + 6) & 0x1fff) != 0) {
            return Optional.empty();
        }
        int size = header.getAsInt();
        return echoRequest(AddressFamily.IPV4, in, offset + size, length - size)
                .map(echo -> new Quote(
                        new QuotedHeader(
                                address(in, offset + 16, 4),
                                in.get(offset + 8) & 0xff,
                                in.get(offset + 1) & 0xff,
                                in.getShort(offset + 2) & 0xffff),
                        echo));
    }

    private static Optional<Quote> quotedIpv6(ByteBuffer in, int offset, int length) {
        boolean ours = length >= IPV6_HEADER
                && (in.get(offset) & 0xf0) == 0x60
                && (in.get(offset + 6) & 0xff) == PROTOCOL_ICMPV6;
        if (!ours) {
            return Optional.empty();
        }
        return echoRequest(AddressFamily.IPV6, in, offset + IPV6_HEADER, length - IPV6_HEADER)
                .map(echo -> new Quote(
                        new QuotedHeader(
                                address(in, offset + 24, 16),
                                in.get(offset + 7) & 0xff,
                                in.getShort(offset) >> 4 & 0xff,
                                (in.getShort(offset + 4) & 0xffff) + IPV6_HEADER),
                        echo));
    }

    // RFC 1191 section 4: low 16 bits of the second word; RFC 4443 section 3.2: all 32.
    private static OptionalInt nextMtu(AddressFamily family, ByteBuffer in, int offset) {
        int mtu = family == AddressFamily.IPV6 ? in.getInt(offset + 4) : in.getShort(offset + 6) & 0xffff;
        return mtu > 0 ? OptionalInt.of(mtu) : OptionalInt.empty();
    }

    /** The address in {@code size} (4 or 16) bytes. */
    public static InetAddress address(ByteBuffer in, int offset, int size) {
        byte[] bytes = new byte[size];
        in.get(offset, bytes);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + size, e);
        }
    }
}
