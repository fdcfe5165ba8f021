// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.net.InetAddress;
import org.pathtracer.core.packet.UdpMark;
import org.pathtracer.core.packet.UdpProbe;
import org.pathtracer.nativeposix.libc.Received;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.spi.TransportListener;

/** Datagrams from a destination to a source port. */
public final class UdpAnswers implements AnswerReader {
    private final int sourcePort;
    private final UdpMatcher matcher;
    private final TransportListener listener;

    public UdpAnswers(int sourcePort, UdpMatcher matcher, TransportListener listener) {
        this.sourcePort = sourcePort;
        this.matcher = matcher;
        this.listener = listener;
    }

    @Override
    public void answer(Received message, Arrival arrival) {
        message.name()
                .ifPresent(from -> matcher.reply(flow(from, message), mark(message))
                        .ifPresent(match ->
                                listener.onReply(match.put(arrival.reply(match.id(), ReplyKind.UDP_REPLY, from))
                                        .build())));
    }

    private InFlightProbes.Flow flow(InetAddress destination, Received message) {
        return new InFlightProbes.Flow(destination, sourcePort, message.port());
    }

    private static UdpMark mark(Received message) {
        return UdpProbe.readPayload(message.data(), message.dataOffset(), message.dataLength());
    }
}
