// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.capture;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.core.packet.EchoHeader;
import org.pathtracer.core.packet.IcmpDecoder;
import org.pathtracer.core.packet.IcmpMessage;
import org.pathtracer.core.packet.InternetChecksum;
import org.pathtracer.core.packet.IpHeader;
import org.pathtracer.core.packet.ProbeHeader;
import org.pathtracer.core.packet.PseudoHeader;
import org.pathtracer.core.packet.QuotedHeader;
import org.pathtracer.core.packet.TcpAnswer;
import org.pathtracer.core.packet.TcpHeader;
import org.pathtracer.core.packet.TcpSyn;
import org.pathtracer.core.packet.UdpHeader;
import org.pathtracer.core.packet.UdpMark;
import org.pathtracer.core.packet.UdpProbe;

/** An IP packet of this host, any bytes: reads by what it names a probe. */
final class PacketReader {
    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int UDP_CHECKSUM = 6;
    private static final int TCP_FLAGS = 13;
    private static final int SYN_ACK_RST_FIN = 0x17;
    private static final int SYN = 0x02;

    private final ByteBuffer packet;
    private final AddressFamily family;
    private final QuotedHeader ip;
    private final int protocol;
    private final int offset;

    /**
     * A packet that may be a probe.
     *
     * @param mark what its payload says of the probe
     */
    record Request(ProbeKey key, int ttl, UdpMark mark) {}

    private PacketReader(ByteBuffer packet, AddressFamily family, IpHeader.Extent extent) {
        this.packet = packet;
        this.family = family;
        this.ip = IpHeader.quoted(family, packet, 0);
        this.protocol = extent.protocol();
        this.offset = extent.length();
    }

    /** Bytes of the packet at the beginning of {@code bytes}, without what a link padded it with. */
    static int length(ByteBuffer bytes) {
        if (bytes.limit() < IpHeader.IPV4) {
            return bytes.limit();
        }
        boolean v6 = (bytes.get(0) & 0xf0) == 0x60;
        int length = v6 ? (bytes.getShort(4) & 0xffff) + IpHeader.IPV6 : bytes.getShort(2) & 0xffff;
        // Segmentation offload leaves 0 to the card.
        return length == 0 ? bytes.limit() : length;
    }

    /** Reads a packet from its IP header on; empty if it is damaged, or not the first fragment. */
    static Optional<PacketReader> of(ByteBuffer packet) {
        if (packet.limit() == 0) {
            return Optional.empty();
        }
        AddressFamily family = (packet.get(0) & 0xf0) == 0x60 ? AddressFamily.IPV6 : AddressFamily.IPV4;
        return IpHeader.extent(family, packet, 0, packet.limit())
                .map(extent -> new PacketReader(packet, family, extent));
    }

    private int rest() {
        return packet.limit() - offset;
    }

    /** What it is, if this host sent it. */
    Optional<Request> request() {
        return switch (protocol) {
            case ICMP, ICMPV6 ->
                IcmpDecoder.echoRequest(family, packet, offset, rest())
                        .map(echo -> request(echo(ip.destination(), echo), UdpMark.NONE));
            case TCP -> rest() < TcpSyn.HEADER || !isSyn() ? Optional.empty() : Optional.of(tcpRequest());
            case UDP -> rest() < UdpProbe.HEADER ? Optional.empty() : Optional.of(udpRequest());
            default -> Optional.empty();
        };
    }

    private Request request(ProbeKey key, UdpMark mark) {
        return new Request(key, ip.ttl(), mark);
    }

    private boolean isSyn() {
        return (packet.get(offset + TCP_FLAGS) & SYN_ACK_RST_FIN) == SYN;
    }

    private int port(int at) {
        return packet.getShort(offset + at) & 0xffff;
    }

    private Request tcpRequest() {
        long sequence = Integer.toUnsignedLong(packet.getInt(offset + 4));
        return request(new ProbeKey(Protocol.TCP, ip.destination(), port(0), port(2), sequence), UdpMark.NONE);
    }

    private Request udpRequest() {
        UdpMark mark = UdpProbe.readPayload(packet, offset + UdpProbe.HEADER, Math.max(0, rest() - UdpProbe.HEADER));
        return request(new ProbeKey(Protocol.UDP, ip.destination(), port(0), port(2), udpChecksum()), mark);
    }

    /** As it will be on the wire: kernels leave it for a network card to compute. */
    private long udpChecksum() {
        if (packet.limit() < length(packet)) {
            return ProbeKey.ANY;
        }
        int behind = UDP_CHECKSUM + Short.BYTES;
        int sum = InternetChecksum.add(
                InternetChecksum.sum(packet, offset, UDP_CHECKSUM),
                InternetChecksum.sum(packet, offset + behind, rest() - behind));
        int pseudoHeader = PseudoHeader.sum(ip.source(), ip.destination(), Protocol.UDP, rest());
        return UdpProbe.checksum(sum, pseudoHeader);
    }

    /** The probe that it answers, if it came from the network. */
    Optional<ProbeKey> answered() {
        return switch (protocol) {
            case ICMP, ICMPV6 ->
                IcmpDecoder.decode(family, packet, offset, rest()).map(this::answered);
            case TCP ->
                TcpAnswer.read(packet, offset, rest())
                        .map(answer -> new ProbeKey(
                                Protocol.TCP,
                                ip.source(),
                                answer.destinationPort(),
                                answer.sourcePort(),
                                Integer.toUnsignedLong(answer.acknowledgement() - 1)));
            case UDP ->
                rest() < UdpProbe.HEADER
                        ? Optional.empty()
                        : Optional.of(new ProbeKey(Protocol.UDP, ip.source(), port(2), port(0), ProbeKey.ANY));
            default -> Optional.empty();
        };
    }

    private ProbeKey answered(IcmpMessage message) {
        InetAddress destination =
                message.quoted().map(QuotedHeader::destination).orElse(ip.source());
        ProbeHeader probe = message.probe();
        if (probe instanceof UdpHeader udp) {
            long checksum = udp.checksum().isPresent() ? udp.checksum().getAsInt() : ProbeKey.ANY;
            return new ProbeKey(Protocol.UDP, destination, udp.sourcePort(), udp.destinationPort(), checksum);
        } else if (probe instanceof TcpHeader tcp) {
            long sequence = Integer.toUnsignedLong(tcp.sequence());
            return new ProbeKey(Protocol.TCP, destination, tcp.sourcePort(), tcp.destinationPort(), sequence);
        }
        return echo(destination, (EchoHeader) probe);
    }

    private static ProbeKey echo(InetAddress destination, EchoHeader echo) {
        return new ProbeKey(Protocol.ICMP, destination, echo.identifier(), 0, echo.sequence());
    }
}
