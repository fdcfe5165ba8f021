// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.net.InetAddress;
import org.pathtracer.AddressFamily;
import org.pathtracer.core.packet.IpHeader;
import org.pathtracer.core.packet.TcpAnswer;
import org.pathtracer.core.packet.TcpSyn;
import org.pathtracer.nativeposix.AnswerReader;
import org.pathtracer.nativeposix.Arrival;
import org.pathtracer.nativeposix.InFlightProbes;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.nativeposix.libc.Received;
import org.pathtracer.spi.TransportListener;

/**
 * Raw TCP sockets: what their filter lets pass, over IPv4 with its IP header. Checksums are left alone: those of
 * packets that never were on a cable are not computed, and the acknowledged number is harder to guess.
 */
final class RawTcpReader implements AnswerReader {
    private final AddressFamily family;
    private final InFlightProbes inFlight;
    private final TransportListener listener;

    RawTcpReader(AddressFamily family, InFlightProbes inFlight, TransportListener listener) {
        this.family = family;
        this.inFlight = inFlight;
        this.listener = listener;
    }

    @Override
    public void answer(Received message, Arrival arrival) {
        int header = family == AddressFamily.IPV6
                ? 0
                : IpHeader.ipv4Length(message.data(), message.dataOffset(), message.dataLength(), Posix.IPPROTO_TCP)
                        .orElse(message.dataLength());
        TcpAnswer.read(message.data(), message.dataOffset() + header, message.dataLength() - header)
                .ifPresent(answer -> message.name().ifPresent(from -> deliver(answer, from, arrival)));
    }

    private void deliver(TcpAnswer answer, InetAddress from, Arrival arrival) {
        inFlight.acknowledged(answer.acknowledgement())
                .filter(inFlightProbe -> inFlightProbe.sourcePort() == answer.destinationPort()
                        && inFlightProbe.probe.destinationPort() == answer.sourcePort()
                        && inFlightProbe.probe.profile().destination().equals(from))
                .ifPresent(inFlightProbe -> {
                    inFlight.end(inFlightProbe.probe.id());
                    long tag = (long) TcpSyn.sequence(inFlightProbe.probe.tag()) << Integer.SIZE;
                    listener.onReply(arrival.reply(inFlightProbe.probe.id(), answer.kind(), from)
                            .tag(tag, TcpSyn.TAG_BITS)
                            .build());
                });
    }
}
