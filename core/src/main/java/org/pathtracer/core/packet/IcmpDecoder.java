// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.spi.ReplyKind;

/**
 * Reads ICMP and ICMPv6 messages as they come from the network: any bytes, any length. What is truncated, damaged or of
 * no interest gives empty, never an exception. Nothing is allocated in proportion to what a packet claims.
 */
public final class IcmpDecoder {
    private static final int PROTOCOL_ICMP = 1;
    private static final int PROTOCOL_ICMPV6 = 58;
    private static final int ICMP_ECHO_REPLY = 0;
    private static final int ICMP_ECHO_REQUEST = 8;
    private static final int ICMPV6_ECHO_REQUEST = 128;
    private static final int ICMPV6_ECHO_REPLY = 129;
    /** Bytes of a transport header that every router quotes (RFC 792). */
    private static final int LEAST_QUOTED = 8;

    private IcmpDecoder() {}

    /** Bytes of the IPv4 header at {@code offset}, or empty if it is not one of an ICMP packet. */
    public static OptionalInt ipv4HeaderLength(ByteBuffer in, int offset, int length) {
        return IpHeader.ipv4Length(in, offset, length, PROTOCOL_ICMP);
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
            return Optional.of(new IcmpMessage(
                    kind.get(),
                    type,
                    code,
                    EchoMessage.read(in, offset, length),
                    Optional.empty(),
                    OptionalInt.empty(),
                    IcmpExtensions.NONE));
        }
        OptionalInt mtu = kind.get() == ReplyKind.PACKET_TOO_BIG ? nextMtu(family, in, offset) : OptionalInt.empty();
        int quote = offset + EchoMessage.HEADER;
        int quoteLength = ExtensionDecoder.quoteLength(family, in, offset, length);
        return quoted(family, in, quote, quoteLength)
                .map(quoted -> new IcmpMessage(
                        kind.get(),
                        type,
                        code,
                        quoted.probe,
                        Optional.of(quoted.header),
                        mtu,
                        ExtensionDecoder.ofMessage(family, in, offset, length)));
    }

    /** Reads an echo request, complete or its beginning, as error queues and quotes show it, perhaps padded. */
    public static Optional<EchoHeader> echoRequest(AddressFamily family, ByteBuffer in, int offset, int length) {
        int type = family == AddressFamily.IPV6 ? ICMPV6_ECHO_REQUEST : ICMP_ECHO_REQUEST;
        return echo(type, in, offset, Padding.without(in, offset, length, LEAST_QUOTED));
    }

    /** Reads an echo reply, and nothing else. */
    public static Optional<EchoHeader> echoReply(AddressFamily family, ByteBuffer in, int offset, int length) {
        return echo(family == AddressFamily.IPV6 ? ICMPV6_ECHO_REPLY : ICMP_ECHO_REPLY, in, offset, length);
    }

    private static Optional<EchoHeader> echo(int wanted, ByteBuffer in, int offset, int length) {
        if (length < EchoMessage.HEADER || (in.get(offset) & 0xff) != wanted) {
            return Optional.empty();
        }
        return Optional.of(EchoMessage.read(in, offset, length));
    }

    private record Quote(QuotedHeader header, ProbeHeader probe) {}

    private static Optional<Quote> quoted(AddressFamily family, ByteBuffer in, int offset, int length) {
        return IpHeader.extent(family, in, offset, length)
                .flatMap(extent ->
                        probe(family, extent.protocol(), in, offset + extent.length(), length - extent.length()))
                .map(probe -> quote(IpHeader.quoted(family, in, offset), probe));
    }

    private static Quote quote(QuotedHeader header, ProbeHeader probe) {
        return new Quote(header, probe instanceof UdpHeader udp ? udp.behind(header) : probe);
    }

    private static Optional<? extends ProbeHeader> probe(
            AddressFamily family, int protocol, ByteBuffer in, int offset, int length) {
        if (length < LEAST_QUOTED) {
            return Optional.empty();
        } else if (protocol == UdpProbe.PROTOCOL) {
            return Optional.of(UdpProbe.read(in, offset, Padding.without(in, offset, length, LEAST_QUOTED)));
        } else if (protocol == TcpSyn.PROTOCOL) {
            return Optional.of(TcpSyn.read(in, offset, Padding.without(in, offset, length, LEAST_QUOTED)));
        }
        int icmp = family == AddressFamily.IPV6 ? PROTOCOL_ICMPV6 : PROTOCOL_ICMP;
        return protocol == icmp ? echoRequest(family, in, offset, length) : Optional.empty();
    }

    // RFC 1191 section 4: low 16 bits of the second word; RFC 4443 section 3.2: all 32.
    private static OptionalInt nextMtu(AddressFamily family, ByteBuffer in, int offset) {
        int mtu = family == AddressFamily.IPV6 ? in.getInt(offset + 4) : in.getShort(offset + 6) & 0xffff;
        return mtu > 0 ? OptionalInt.of(mtu) : OptionalInt.empty();
    }
}
