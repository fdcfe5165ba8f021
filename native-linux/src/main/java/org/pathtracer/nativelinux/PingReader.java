// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.core.packet.EchoHeader;
import org.pathtracer.core.packet.IcmpDecoder;
import org.pathtracer.nativelinux.libc.ReceiveBatch;
import org.pathtracer.nativeposix.AnswerReader;
import org.pathtracer.nativeposix.Arrival;
import org.pathtracer.nativeposix.libc.Received;
import org.pathtracer.spi.QuotedFields;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.spi.TransportListener;

/**
 * Datagram ICMP sockets: echo replies come from the normal queue without IP header, errors from the error queue with
 * our own message as the router quoted it; its IP header is not shown.
 */
final class PingReader implements AnswerReader, ErrorReader {
    private final AddressFamily family;
    private final TransportListener listener;

    PingReader(AddressFamily family, TransportListener listener) {
        this.family = family;
        this.listener = listener;
    }

    @Override
    public void answer(Received message, Arrival arrival) {
        Optional<InetAddress> from = message.name();
        Optional<EchoHeader> reply =
                IcmpDecoder.echoReply(family, message.data(), message.dataOffset(), message.dataLength());
        if (from.isPresent() && reply.isPresent()) {
            EchoHeader echo = reply.get();
            listener.onReply(arrival.reply(echo.sequence(), ReplyKind.ECHO_REPLY, from.get())
                    .icmp(message.data().get(message.dataOffset()) & 0xff, 0)
                    .tag(echo.tag(), echo.tagBits())
                    .build());
        }
    }

    @Override
    public void error(ReceiveBatch message, Arrival arrival) {
        QueuedError.read(family, message, 0)
                .ifPresent(error -> IcmpDecoder.echoRequest(
                                family,
                                message.data(),
                                message.dataOffset(),
                                QueuedError.quoteLength(family, message, 0))
                        .ifPresent(echo -> listener.onReply(error.reply(echo.sequence(), arrival)
                                .tag(echo.tag(), echo.tagBits())
                                .quoted(quoted(echo))
                                .build())));
    }

    private QuotedFields quoted(EchoHeader echo) {
        return family == AddressFamily.IPV4 ? echo.addTo(QuotedFields.builder()).build() : QuotedFields.NONE;
    }
}
