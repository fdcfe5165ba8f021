// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.net.InetAddress;
import org.pathtracer.AddressFamily;
import org.pathtracer.core.packet.UdpMark;
import org.pathtracer.core.packet.UdpProbe;
import org.pathtracer.nativelinux.libc.ReceiveBatch;
import org.pathtracer.nativeposix.Arrival;
import org.pathtracer.nativeposix.InFlightProbes;
import org.pathtracer.nativeposix.UdpMatcher;
import org.pathtracer.spi.TransportListener;

/** ICMP errors of UDP sockets, from the error queue, with the probe's payload as the router quoted it. */
final class UdpErrors implements ErrorReader {
    private final AddressFamily family;
    private final int sourcePort;
    private final UdpMatcher matcher;
    private final TransportListener listener;

    UdpErrors(AddressFamily family, int sourcePort, UdpMatcher matcher, TransportListener listener) {
        this.family = family;
        this.sourcePort = sourcePort;
        this.matcher = matcher;
        this.listener = listener;
    }

    @Override
    public void error(ReceiveBatch message, Arrival arrival) {
        QueuedError.read(family, message, UdpProbe.HEADER)
                .ifPresent(error -> matcher.quoted(flow(error.destination(), message), mark(message))
                        .ifPresent(match -> listener.onReply(
                                match.put(error.reply(match.id(), arrival)).build())));
    }

    private InFlightProbes.Flow flow(InetAddress destination, ReceiveBatch message) {
        return new InFlightProbes.Flow(destination, sourcePort, message.port());
    }

    private UdpMark mark(ReceiveBatch message) {
        int quoted = QueuedError.quoteLength(family, message, UdpProbe.HEADER);
        return UdpProbe.readQuotedPayload(message.data(), message.dataOffset(), quoted);
    }
}
