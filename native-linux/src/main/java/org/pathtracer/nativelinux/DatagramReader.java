// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.core.packet.EchoHeader;
import org.pathtracer.core.packet.IcmpDecoder;
import org.pathtracer.core.packet.IcmpKinds;
import org.pathtracer.nativelinux.libc.Linux;
import org.pathtracer.nativelinux.libc.ReceiveBatch;
import org.pathtracer.spi.QuotedFields;
import org.pathtracer.spi.ReplyKind;

/**
 * Datagram ICMP sockets: echo replies come from the normal queue without IP header, errors from the error queue with
 * our own message as the router quoted it; its IP header is not shown.
 */
final class DatagramReader implements ReplyReader {
    private final AddressFamily family;

    DatagramReader(AddressFamily family) {
        this.family = family;
    }

    @Override
    public Optional<Parsed> answer(ReceiveBatch message) {
        return message.name()
                .flatMap(from -> IcmpDecoder.decode(family, message.data(), message.dataOffset(), message.dataLength())
                        .filter(icmp -> icmp.kind() == ReplyKind.ECHO_REPLY)
                        .map(icmp -> new Parsed(
                                icmp.kind(),
                                from,
                                icmp.type(),
                                icmp.code(),
                                icmp.echo(),
                                Optional.empty(),
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                QuotedFields.NONE)));
    }

    @Override
    public Optional<Parsed> error(ReceiveBatch message) {
        int origin = message.errorOrigin();
        int type = message.errorType();
        int code = message.errorCode();
        Optional<ReplyKind> kind = origin == Linux.SO_EE_ORIGIN_ICMP || origin == Linux.SO_EE_ORIGIN_ICMP6
                ? IcmpKinds.of(family, type, code)
                : Optional.empty();
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        return message.offender()
                .flatMap(from -> IcmpDecoder.echoRequest(
                                family, message.data(), message.dataOffset(), message.dataLength())
                        .map(echo -> new Parsed(
                                kind.get(),
                                from,
                                type,
                                code,
                                echo,
                                message.name(),
                                mtu(kind.get(), message.errorInfo()),
                                OptionalInt.empty(),
                                quoted(echo))));
    }

    private QuotedFields quoted(EchoHeader echo) {
        return family == AddressFamily.IPV4
                ? QuotedFields.builder().checksum(echo.checksum()).build()
                : QuotedFields.NONE;
    }

    private static OptionalInt mtu(ReplyKind kind, int info) {
        return kind == ReplyKind.PACKET_TOO_BIG && info > 0 ? OptionalInt.of(info) : OptionalInt.empty();
    }
}
