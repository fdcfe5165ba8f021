// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.core.packet.IcmpDecoder;
import org.pathtracer.core.packet.IcmpMessage;
import org.pathtracer.core.packet.QuotedHeader;
import org.pathtracer.nativelinux.libc.ReceiveBatch;
import org.pathtracer.spi.QuotedFields;

/**
 * Raw ICMP sockets: every ICMP message of the host, over IPv4 with its IP header; ours are those with our identifier.
 */
final class RawReader implements ReplyReader {
    private final AddressFamily family;
    private final int identifier;

    RawReader(AddressFamily family, int identifier) {
        this.family = family;
        this.identifier = identifier;
    }

    @Override
    public Optional<Parsed> answer(ReceiveBatch message) {
        return message.name()
                .flatMap(from -> family == AddressFamily.IPV6
                        ? read(message, from, message.dataOffset(), message.dataLength(), OptionalInt.empty())
                        : readIpv4(message, from));
    }

    @Override
    public Optional<Parsed> error(ReceiveBatch message) {
        return Optional.empty();
    }

    private Optional<Parsed> readIpv4(ReceiveBatch message, InetAddress from) {
        ByteBuffer in = message.data();
        int offset = message.dataOffset();
        OptionalInt header = IcmpDecoder.ipv4HeaderLength(in, offset, message.dataLength());
        if (header.isEmpty()) {
            return Optional.empty();
        }
        int size = header.getAsInt();
        int length = message.dataLength() - size;
        // The kernel hands raw sockets their copy before it has looked at the ICMP checksum.
        if (!message.truncated() && !IcmpDecoder.checksumHolds(in, offset + size, length)) {
            return Optional.empty();
        }
        return read(message, from, offset + size, length, OptionalInt.of(in.get(offset + 8) & 0xff));
    }

    private Optional<Parsed> read(
            ReceiveBatch message, InetAddress from, int offset, int length, OptionalInt replyTtl) {
        return IcmpDecoder.decode(family, message.data(), offset, length)
                .filter(icmp -> icmp.echo().identifier() == identifier)
                .map(icmp -> new Parsed(
                        icmp.kind(),
                        from,
                        icmp.type(),
                        icmp.code(),
                        icmp.echo(),
                        icmp.quoted().map(QuotedHeader::destination),
                        icmp.nextMtu(),
                        replyTtl,
                        icmp.quoted().map(header -> fields(icmp, header)).orElse(QuotedFields.NONE)));
    }

    private static QuotedFields fields(IcmpMessage icmp, QuotedHeader header) {
        return QuotedFields.builder()
                .ttl(header.ttl())
                .trafficClass(header.trafficClass())
                .length(header.length())
                .checksum(icmp.echo().checksum())
                .build();
    }
}
