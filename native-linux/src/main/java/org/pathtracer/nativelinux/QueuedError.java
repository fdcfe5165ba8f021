// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.core.packet.ExtensionDecoder;
import org.pathtracer.core.packet.IcmpKinds;
import org.pathtracer.core.packet.IpHeader;
import org.pathtracer.nativelinux.libc.Linux;
import org.pathtracer.nativelinux.libc.ReceiveBatch;
import org.pathtracer.nativeposix.Arrival;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/**
 * An ICMP error as the kernel's error queue tells it: without the quoted IP header.
 *
 * @param kind what it says
 * @param from the router
 * @param destination of the probe
 * @param destinationPort of the probe; 0 for ICMP
 * @param extensions what the router appended
 */
record QueuedError(
        ReplyKind kind,
        InetAddress from,
        InetAddress destination,
        int destinationPort,
        int type,
        int code,
        OptionalInt nextMtu,
        IcmpExtensions extensions) {
    /**
     * Reads the message that is selected; empty if it is no ICMP error that answers a probe.
     *
     * @param headers bytes of the quote, behind a plain IP header, that the kernel left out
     */
    static Optional<QueuedError> read(AddressFamily family, ReceiveBatch message, int headers) {
        int origin = message.errorOrigin();
        int type = message.errorType();
        int code = message.errorCode();
        boolean icmp = origin == Linux.SO_EE_ORIGIN_ICMP || origin == Linux.SO_EE_ORIGIN_ICMP6;
        Optional<ReplyKind> kind = icmp ? IcmpKinds.of(family, type, code) : Optional.empty();
        Optional<InetAddress> from = message.offender();
        Optional<InetAddress> destination = message.name();
        if (kind.isEmpty() || from.isEmpty() || destination.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new QueuedError(
                kind.get(),
                from.get(),
                destination.get(),
                message.port(),
                type,
                code,
                mtu(kind.get(), message.errorInfo()),
                extensions(family, message, headers)));
    }

    private static OptionalInt mtu(ReplyKind kind, int info) {
        return kind == ReplyKind.PACKET_TOO_BIG && info > 0 ? OptionalInt.of(info) : OptionalInt.empty();
    }

    private static IcmpExtensions extensions(AddressFamily family, ReceiveBatch message, int headers) {
        int announced = message.extensionOffset();
        int offset = message.dataOffset();
        int length = message.dataLength();
        if (announced > 0) {
            return ExtensionDecoder.announced(message.data(), offset + announced, length - announced);
        }
        return ExtensionDecoder.unannounced(message.data(), offset, length, leastQuote(family, headers));
    }

    /**
     * How much of the message that is selected is quoted: what a router appended is not.
     *
     * @param headers as in {@link #read}
     */
    static int quoteLength(AddressFamily family, ReceiveBatch message, int headers) {
        int announced = message.extensionOffset();
        int length = message.dataLength();
        return announced > 0
                ? Math.min(announced, length)
                : ExtensionDecoder.quoteLength(
                        message.data(), message.dataOffset(), length, leastQuote(family, headers));
    }

    /** What the kernel leaves of the 128 bytes in front of a structure. */
    private static int leastQuote(AddressFamily family, int headers) {
        int ip = family == AddressFamily.IPV6 ? IpHeader.IPV6 : IpHeader.IPV4;
        return ExtensionDecoder.LEAST_QUOTE - ip - headers;
    }

    /** Starts the reply. */
    Reply.Builder reply(int id, Arrival arrival) {
        return arrival.reply(id, kind, from)
                .icmp(type, code)
                .probeDestination(Optional.of(destination))
                .nextMtu(nextMtu)
                .extensions(extensions);
    }
}
