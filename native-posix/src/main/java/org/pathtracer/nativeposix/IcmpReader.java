// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.core.packet.EchoHeader;
import org.pathtracer.core.packet.IcmpDecoder;
import org.pathtracer.core.packet.IcmpMessage;
import org.pathtracer.core.packet.PseudoHeader;
import org.pathtracer.core.packet.QuotedHeader;
import org.pathtracer.core.packet.TcpHeader;
import org.pathtracer.core.packet.UdpHeader;
import org.pathtracer.core.packet.UdpProbe;
import org.pathtracer.nativeposix.libc.Received;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.QuotedFields;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/**
 * Sockets that show every ICMP message of the host, over IPv4 with its IP header. Ours are echo messages with our
 * identifier, and errors that quote one of our probes.
 */
public final class IcmpReader implements AnswerReader {
    private static final int ENOUGH_TAG_BITS = 32;
    private static final int UNKNOWN = -1;

    private final AddressFamily family;
    private final Form form;
    private final Identity identity;
    private final Function<ProbeProfile, Optional<InetAddress>> sources;
    private final TcpQuotes tcpQuotes;

    /** In what form the kernel shows messages over IPv4. */
    public enum Form {
        /** As they came, before the ICMP checksum was looked at. */
        AS_ON_THE_WIRE,
        /**
         * With lengths and the fragment offset of the IP header in the machine's byte order, and the quoted length
         * swapped. The kernel has checked the ICMP checksum, which does not hold after that.
         */
        REWRITTEN_BY_BSD
    }

    /**
     * For the probes of one transport.
     *
     * @param sources finds the local address that probes with a profile leave from, for comparing quotes
     * @param tcpQuotes finds TCP probes
     */
    public IcmpReader(
            AddressFamily family,
            Form form,
            Identity identity,
            Function<ProbeProfile, Optional<InetAddress>> sources,
            TcpQuotes tcpQuotes) {
        this.family = family;
        this.form = form;
        this.identity = identity;
        this.sources = sources;
        this.tcpQuotes = tcpQuotes;
    }

    @Override
    public void answer(Received message, Arrival arrival) {
        Optional<InetAddress> from = message.name();
        if (from.isEmpty()) {
            return;
        }
        if (family == AddressFamily.IPV6) {
            read(message, from.get(), message.dataOffset(), message.dataLength(), arrival, UNKNOWN);
        } else if (form == Form.AS_ON_THE_WIRE) {
            readIpv4(message, from.get(), arrival);
        } else {
            readRewritten(message, from.get(), arrival);
        }
    }

    /** Of the IP header nothing but its own length is used; without one the message begins with its type. */
    private void readRewritten(Received message, InetAddress from, Arrival arrival) {
        int offset = message.dataOffset();
        int length = message.dataLength();
        int first = length > 0 ? message.data().get(offset) : 0;
        int header = (first & 0xf0) == 0x40 ? (first & 0x0f) * 4 : 0;
        if (header <= length) {
            read(message, from, offset + header, length - header, arrival, UNKNOWN);
        }
    }

    private void readIpv4(Received message, InetAddress from, Arrival arrival) {
        ByteBuffer in = message.data();
        int offset = message.dataOffset();
        OptionalInt header = IcmpDecoder.ipv4HeaderLength(in, offset, message.dataLength());
        if (header.isEmpty()) {
            return;
        }
        int size = header.getAsInt();
        int length = message.dataLength() - size;
        // The kernel hands raw sockets their copy before it has looked at the ICMP checksum.
        if (message.truncated() || IcmpDecoder.checksumHolds(in, offset + size, length)) {
            read(message, from, offset + size, length, arrival, in.getShort(offset + 4) & 0xffff);
        }
    }

    /**
     * Reads a message.
     *
     * @param identification of the IPv4 header it came with
     */
    private void read(Received message, InetAddress from, int offset, int length, Arrival arrival, int identification) {
        Optional<EchoHeader> echo = IcmpDecoder.echoReply(family, message.data(), offset, length);
        if (echo.isPresent()) {
            echoReply(echo.get(), message.data(), offset, from, arrival);
            return;
        }
        Optional<IcmpMessage> icmp = IcmpDecoder.decode(family, message.data(), offset, length);
        Optional<Reply.Builder> reply = icmp.isPresent() ? reply(icmp.get(), from, arrival) : Optional.empty();
        if (reply.isPresent()) {
            identity.listener()
                    .onReply(reply.get()
                            .identification(own(icmp.get(), identification))
                            .build());
        }
    }

    /** Most of what arrives in a sweep, so nothing is made for it but the reply. */
    private void echoReply(EchoHeader echo, ByteBuffer in, int offset, InetAddress from, Arrival arrival) {
        InFlightProbes.InFlightProbe known = identity.inFlight().at(echo.sequence());
        if (echo.identifier() == identity.identifier()
                && known != null
                && known.probe.profile().protocol() == Protocol.ICMP) {
            identity.listener()
                    .onReply(arrival.reply(echo.sequence(), ReplyKind.ECHO_REPLY, from)
                            .icmp(in.get(offset) & 0xff, in.get(offset + 1) & 0xff)
                            .tag(echo.tag(), echo.tagBits())
                            .build());
        }
    }

    /** Of an error. Some systems write the probe's own there, which says nothing of them. */
    private static OptionalInt own(IcmpMessage icmp, int identification) {
        if (identification == UNKNOWN || icmp.quoted().isEmpty()) {
            return OptionalInt.empty();
        }
        OptionalInt known = OptionalInt.of(identification);
        return icmp.quoted().get().identification().equals(known) ? OptionalInt.empty() : known;
    }

    private Optional<Reply.Builder> reply(IcmpMessage icmp, InetAddress from, Arrival arrival) {
        if (icmp.probe() instanceof EchoHeader echo) {
            return echo(icmp, echo, from, arrival);
        }
        return icmp.quoted()
                .flatMap(header -> icmp.probe() instanceof UdpHeader udp
                        ? udp(icmp, header, udp, from, arrival)
                        : tcp(icmp, header, (TcpHeader) icmp.probe(), from, arrival));
    }

    private Optional<Reply.Builder> echo(IcmpMessage icmp, EchoHeader echo, InetAddress from, Arrival arrival) {
        Optional<InFlightProbes.InFlightProbe> inFlightProbe = identity.inFlight()
                .numbered(echo.sequence())
                .filter(known -> known.probe.profile().protocol() == Protocol.ICMP);
        if (echo.identifier() != identity.identifier() || inFlightProbe.isEmpty()) {
            return Optional.empty();
        }
        int bits = Math.min(echo.tagBits(), inFlightProbe.get().echoTagBits());
        return Optional.of(start(icmp, echo.sequence(), bits, from, arrival)
                .tag(echo.tag(), echo.tagBits())
                .sent(sent(inFlightProbe.get()).build()));
    }

    private Optional<Reply.Builder> udp(
            IcmpMessage icmp, QuotedHeader header, UdpHeader udp, InetAddress from, Arrival arrival) {
        if (!identity.inFlight().everUdp()) {
            // Another transport's: the same tracer may have several.
            return Optional.empty();
        }
        InFlightProbes.Flow flow =
                new InFlightProbes.Flow(header.destination(), udp.sourcePort(), udp.destinationPort());
        return identity.matcher()
                .quoted(flow, udp.mark(), key(header, udp), header.identification())
                .map(match -> {
                    Reply.Builder reply = match.put(start(icmp, match.id(), match.tagBits(), from, arrival));
                    identity.inFlight()
                            .numbered(match.id())
                            .ifPresent(inFlightProbe -> reply.sent(sentUdp(inFlightProbe, header, udp)));
                    return reply;
                });
    }

    private static OptionalInt key(QuotedHeader header, UdpHeader udp) {
        int pseudoHeader = PseudoHeader.sum(header.source(), header.destination(), Protocol.UDP, udp.length());
        return udp.checksum().isEmpty()
                ? OptionalInt.empty()
                : UdpProbe.quotedKey(udp.checksum().getAsInt(), pseudoHeader);
    }

    private Optional<Reply.Builder> tcp(
            IcmpMessage icmp, QuotedHeader header, TcpHeader tcp, InetAddress from, Arrival arrival) {
        InFlightProbes.Flow flow =
                new InFlightProbes.Flow(header.destination(), tcp.sourcePort(), tcp.destinationPort());
        return tcpQuotes.quoted(flow, tcp).map(match -> {
            QuotedFields.Builder sent = sent(match.inFlightProbe());
            if (match.tagBits() > 0 && tcp.checksum().isPresent()) {
                sent.checksum(identity.syn().checksum(match.inFlightProbe(), header.source()));
            }
            return start(icmp, match.inFlightProbe().probe.id(), match.tagBits(), from, arrival)
                    .matching(match.matching())
                    .tag(match.tag(), match.tagBits())
                    .sent(sent.build());
        });
    }

    /**
     * What all replies have.
     *
     * @param tagBits of the probe's tag that are shown: if they are enough, a destination that is not the probe's was
     *     changed on the way
     */
    private Reply.Builder start(IcmpMessage icmp, int id, int tagBits, InetAddress from, Arrival arrival) {
        Reply.Builder reply = arrival.reply(id, icmp.kind(), from).icmp(icmp.type(), icmp.code());
        if (icmp.quoted().isEmpty()) {
            return reply;
        }
        QuotedHeader header = icmp.quoted().get();
        return reply.probeDestination(tagBits >= ENOUGH_TAG_BITS ? Optional.empty() : Optional.of(header.destination()))
                .nextMtu(icmp.nextMtu())
                .quoted(shown(header, icmp))
                .extensions(icmp.extensions());
    }

    private QuotedFields shown(QuotedHeader header, IcmpMessage icmp) {
        QuotedFields fields = header.with(icmp.probe());
        boolean swapped = form == Form.REWRITTEN_BY_BSD && family == AddressFamily.IPV4;
        return swapped ? fields.withoutLength() : fields;
    }

    /** What a quote is compared with. A source that was not needed for sending is looked up only now. */
    private QuotedFields.Builder sent(InFlightProbes.InFlightProbe inFlightProbe) {
        QuotedFields.Builder fields = QuotedFields.builder();
        inFlightProbe
                .source()
                .or(() -> sources.apply(inFlightProbe.probe.profile()))
                .ifPresent(fields::source);
        inFlightProbe.identification().ifPresent(fields::identification);
        if (inFlightProbe.port != null) {
            fields.sourcePort(inFlightProbe.port.number);
        }
        return fields;
    }

    /** The checksum with the address that is quoted: what a translator changed rightly is not wrong. */
    private QuotedFields sentUdp(InFlightProbes.InFlightProbe inFlightProbe, QuotedHeader header, UdpHeader udp) {
        QuotedFields.Builder fields = sent(inFlightProbe);
        OptionalInt key = inFlightProbe.udpKey(identity.secret());
        if (key.isPresent() && udp.checksum().isPresent()) {
            int pseudoHeader = PseudoHeader.sum(
                    header.source(),
                    inFlightProbe.probe.profile().destination(),
                    Protocol.UDP,
                    inFlightProbe.udpLength());
            fields.checksum(UdpProbe.checksum(key.getAsInt(), pseudoHeader));
        }
        return fields.build();
    }
}
