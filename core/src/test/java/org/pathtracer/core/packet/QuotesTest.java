// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.core.packet.Packets.QUOTED_TCP;
import static org.pathtracer.core.packet.Packets.QUOTED_UDP;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.spi.QuotedFields;

/** What ICMP errors quote of UDP and TCP probes. */
class QuotesTest {
    private static final String EXCEEDED = "0b00 1111 0000 0000";
    private static final String EXCEEDED_V6 = "0300 1111 0000 0000";
    private static final UdpHeader UDP = new UdpHeader(
            61_000, 33_434, 40, OptionalInt.of(0x1357), new UdpMark(OptionalInt.of(0x5678), 0x0102030405060708L, 64));

    @Test
    void udp_showsPortsNumberAndTag() {
        assertThat(v4(EXCEEDED, QUOTED_UDP, Packets.UDP)).isEqualTo(UDP);
        assertThat(v6(EXCEEDED_V6, Packets.QUOTED_V6_UDP, Packets.UDP)).isEqualTo(UDP);
    }

    @Test
    void udpQuotedWithEightBytes_showsPortsAndChecksum() {
        assertThat(v4(EXCEEDED, QUOTED_UDP, "ee48 829a 0028 1357"))
                .isEqualTo(new UdpHeader(61_000, 33_434, 40, OptionalInt.of(0x1357), UdpMark.NONE));
    }

    /** 10.0.0.1 to 192.0.2.9, protocol 17, length 40: the sum that a kernel leaves for a network card to finish. */
    @Test
    void unfinishedChecksum_isNotShown() {
        assertThat(v4(EXCEEDED, QUOTED_UDP, "ee48 829a 0028 cc43"))
                .isEqualTo(new UdpHeader(61_000, 33_434, 40, OptionalInt.empty(), UdpMark.NONE));
    }

    @Test
    void tcp_showsPortsSequenceAndChecksum() {
        assertThat(v4(EXCEEDED, QUOTED_TCP, Packets.TCP))
                .isEqualTo(new TcpHeader(61_000, 80, 0x01020304, OptionalInt.of(0x2468)));
        assertThat(v4(EXCEEDED, QUOTED_TCP, "ee48 0050 01020304"))
                .isEqualTo(new TcpHeader(61_000, 80, 0x01020304, OptionalInt.empty()));
    }

    @Test
    void extensionHeadersOfIpv6_arePassedOver() {
        assertThat(v6(EXCEEDED_V6, Packets.QUOTED_V6_FRAGMENT, Packets.UDP)).isEqualTo(UDP);
    }

    @Test
    void laterFragmentsAndEndlessExtensions_areRefused() {
        String later = Packets.QUOTED_V6_FRAGMENT.replace("1100 0001", "1100 0009");
        assertThat(decode(AddressFamily.IPV6, EXCEEDED_V6, later, Packets.UDP)).isEmpty();
        String endless = "0000 0104 00000000".repeat(9);
        String chain = Packets.QUOTED_V6_UDP.replace("1101", "0001") + endless.replaceAll(".$", "0");
        assertThat(decode(AddressFamily.IPV6, EXCEEDED_V6, chain, Packets.UDP)).isEmpty();
        String beyond = Packets.QUOTED_V6_UDP.replace("1101", "3c01") + "11ff 0104 00000000";
        assertThat(decode(AddressFamily.IPV6, EXCEEDED_V6, beyond, Packets.UDP)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ee48 829a 0028 13", "", "ee"})
    void lessThanEightBytes_areRefused(String transport) {
        assertThat(decode(AddressFamily.IPV4, EXCEEDED, QUOTED_UDP, transport)).isEmpty();
    }

    /** The flags of the quoted header, "don't fragment" and "more fragments", as systems of BSD's kind write them. */
    @ParameterizedTest
    @ValueSource(strings = {"0000", "4000", "2000", "0040", "0020"})
    void firstFragment_isReadInEitherByteOrder(String flags) {
        assertThat(decode(
                        AddressFamily.IPV4,
                        EXCEEDED,
                        QUOTED_UDP.replaceFirst("abcd 0000", "abcd " + flags),
                        Packets.UDP))
                .isPresent();
    }

    @Test
    void mappedAddress_staysOneOfIpv6() throws UnknownHostException {
        ByteBuffer packet = ByteBuffer.allocate(16);
        packet.putShort(10, (short) -1).putInt(12, 0xc0000201);
        InetAddress address = IpHeader.address(packet, 0, 16);
        assertThat(address).isInstanceOf(Inet6Address.class);
        assertThat(CanonicalAddress.of(address)).isEqualTo("::ffff:192.0.2.1");
    }

    @Test
    void fields_haveAllThatIsQuoted() throws UnknownHostException {
        IcmpMessage udp =
                decode(AddressFamily.IPV4, EXCEEDED, QUOTED_UDP, Packets.UDP).orElseThrow();
        assertThat(udp.quoted().orElseThrow().with(udp.probe()))
                .isEqualTo(QuotedFields.builder()
                        .ttl(1)
                        .trafficClass(0)
                        .length(60)
                        .checksum(0x1357)
                        .identification(0xabcd)
                        .source(InetAddress.getByName("10.0.0.1"))
                        .destination(InetAddress.getByName("192.0.2.9"))
                        .sourcePort(61_000)
                        .destinationPort(33_434)
                        .build());
        IcmpMessage tcp = decode(AddressFamily.IPV6, EXCEEDED_V6, Packets.QUOTED_V6, Packets.ECHO_V6)
                .orElseThrow();
        QuotedFields fields = tcp.quoted().orElseThrow().with(tcp.probe());
        assertThat(fields.flowLabel()).hasValue(0xabcde);
        assertThat(fields.identification()).isEmpty();
        assertThat(fields.sourcePort()).isEmpty();
    }

    @Test
    void ipv4Header_isWrittenAsItIsRead() throws UnknownHostException {
        InetAddress from = InetAddress.getByName("10.0.0.1");
        InetAddress to = InetAddress.getByName("192.0.2.9");
        ByteBuffer out = ByteBuffer.allocate(30);
        IpHeader.writeIpv4(out, 4, 60, 0xabcd, 1, 0xb8, true, 17, from, to);
        assertThat(Packets.hex(out, 4, 20)).isEqualTo("45b8003cabcd4000011101220a000001c0000209");
        assertThat(IpHeader.ipv4Length(out, 4, 26, 17)).hasValue(20);
        assertThat(IpHeader.quoted(AddressFamily.IPV4, out, 4).identification()).hasValue(0xabcd);
    }

    private static ProbeHeader v4(String... hex) {
        return decode(AddressFamily.IPV4, hex).orElseThrow().probe();
    }

    private static ProbeHeader v6(String... hex) {
        return decode(AddressFamily.IPV6, hex).orElseThrow().probe();
    }

    private static Optional<IcmpMessage> decode(AddressFamily family, String... hex) {
        ByteBuffer packet = Packets.of(hex);
        return IcmpDecoder.decode(family, packet, 0, packet.limit());
    }
}
