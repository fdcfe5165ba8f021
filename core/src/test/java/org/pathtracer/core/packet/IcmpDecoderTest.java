// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pathtracer.core.packet.Packets.ECHO;
import static org.pathtracer.core.packet.Packets.QUOTED;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.spi.ReplyKind;

/** Golden packets of ICMP. */
class IcmpDecoderTest {
    private static final String TIME_EXCEEDED = "0b00 1111 0000 0000";
    private static final EchoHeader WHOLE = new EchoHeader(0x1234, 0x5678, 0xfff0, 0x0102030405060708L, 64);

    @Test
    void echoReply_showsItsOwnHeaderAndTag() {
        IcmpMessage message =
                decode("0000 2222 1234 5678 aaaa 0102030405060708 1011").orElseThrow();
        assertThat(message.kind()).isEqualTo(ReplyKind.ECHO_REPLY);
        assertThat(message.type()).isZero();
        assertThat(message.probe()).isEqualTo(new EchoHeader(0x1234, 0x5678, 0x2222, 0x0102030405060708L, 64));
        assertThat(message.quoted()).isEmpty();
    }

    @Test
    void timeExceeded_showsTheProbeAsItArrived() throws UnknownHostException {
        IcmpMessage message = decode(TIME_EXCEEDED, QUOTED, ECHO).orElseThrow();
        assertThat(message.kind()).isEqualTo(ReplyKind.TIME_EXCEEDED);
        assertThat(message.type()).isEqualTo(11);
        assertThat(message.probe()).isEqualTo(WHOLE);
        assertThat(message.quoted())
                .contains(new QuotedHeader(
                        InetAddress.getByName("10.0.0.1"),
                        InetAddress.getByName("192.0.2.9"),
                        1,
                        0xb8,
                        60,
                        OptionalInt.of(1),
                        OptionalInt.empty()));
        assertThat(message.nextMtu()).isEmpty();
    }

    @Test
    void unreachable_keepsItsCode() {
        IcmpMessage message = decode("030d 1111 0000 0000", QUOTED, ECHO).orElseThrow();
        assertThat(message.kind()).isEqualTo(ReplyKind.UNREACHABLE);
        assertThat(message.type()).isEqualTo(3);
        assertThat(message.code()).isEqualTo(13);
    }

    @Test
    void parameterProblem_isUnreachable() {
        assertThat(decode("0c00 1111 1400 0000", QUOTED, ECHO).orElseThrow().kind())
                .isEqualTo(ReplyKind.UNREACHABLE);
    }

    @Test
    void fragmentationNeeded_hasTheNextMtuWhereTheRouterGivesIt() {
        IcmpMessage message = decode("0304 1111 0000 05d4", QUOTED, ECHO).orElseThrow();
        assertThat(message.kind()).isEqualTo(ReplyKind.PACKET_TOO_BIG);
        assertThat(message.nextMtu()).hasValue(1492);
        assertThat(decode("0304 1111 ffff ffff", QUOTED, ECHO).orElseThrow().nextMtu())
                .hasValue(65_535);
        assertThat(decode("0304 1111 0000 0000", QUOTED, ECHO).orElseThrow().nextMtu())
                .isEmpty();
    }

    @Test
    void quoteOfEightBytes_showsSequenceWithoutTag() {
        IcmpMessage message =
                decode(TIME_EXCEEDED, QUOTED, "0800 fff0 1234 5678").orElseThrow();
        assertThat(message.probe()).isEqualTo(new EchoHeader(0x1234, 0x5678, 0xfff0, 0, 0));
    }

    @Test
    void quoteCutWithinTheTag_showsItsLeadingBits() {
        IcmpMessage message =
                decode(TIME_EXCEEDED, QUOTED, "0800 fff0 1234 5678 aaaa 010203").orElseThrow();
        assertThat(message.probe()).isEqualTo(new EchoHeader(0x1234, 0x5678, 0xfff0, 0x0102030000000000L, 24));
    }

    @Test
    void optionsInTheQuotedHeader_areSkipped() {
        IcmpMessage message =
                decode(TIME_EXCEEDED, Packets.QUOTED_WITH_OPTIONS, ECHO).orElseThrow();
        assertThat(message.probe()).isEqualTo(WHOLE);
        assertThat(message.quoted().orElseThrow().length()).isEqualTo(68);
    }

    @Test
    void optionsInTheOuterHeader_countToItsLength() {
        ByteBuffer packet = Packets.of(Packets.QUOTED_WITH_OPTIONS, TIME_EXCEEDED, QUOTED, ECHO);
        assertThat(IcmpDecoder.ipv4HeaderLength(packet, 0, packet.limit())).hasValue(28);
        assertThat(IcmpDecoder.decode(AddressFamily.IPV4, packet, 28, packet.limit() - 28))
                .isPresent();
        assertThat(IcmpDecoder.ipv4HeaderLength(packet, 0, 27)).isEmpty();
    }

    @Test
    void laterFragment_isRefused() {
        assertThat(decode(TIME_EXCEEDED, "4500 003c 0001 0001 0101 0000 0a000001 c0000209", ECHO))
                .isEmpty();
        assertThat(decode(TIME_EXCEEDED, "4500 003c 0001 2000 0101 0000 0a000001 c0000209", ECHO))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4500 003c 0001 4000 0184 0000 0a000001 c0000209", // quotes SCTP
                "6500 003c 0001 4000 0101 0000 0a000001 c0000209", // no IPv4
                "4400 003c 0001 4000 0101 0000 0a000001 c0000209", // header of 16 bytes
                "4f00 003c 0001 4000 0101 0000 0a000001 c0000209" // header longer than all there is
            })
    void quotedHeaderThatIsNotOurs_isRefused(String header) {
        assertThat(decode(TIME_EXCEEDED, header, ECHO)).isEmpty();
    }

    @Test
    void quotedReplyOrOtherMessage_isRefused() {
        assertThat(decode(TIME_EXCEEDED, QUOTED, "0000 fff0 1234 5678")).isEmpty();
        assertThat(decode("0500 1111 0a000001", QUOTED, ECHO)).isEmpty(); // redirect
        assertThat(decode("0400 1111 0000 0000", QUOTED, ECHO)).isEmpty(); // source quench
        assertThat(decode(ECHO)).isEmpty();
    }

    @Test
    void addressOfOddSize_isRefused() {
        ByteBuffer packet = Packets.of(QUOTED);
        assertThatThrownBy(() -> IpHeader.address(packet, 0, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Optional<IcmpMessage> decode(String... hex) {
        ByteBuffer packet = Packets.of(hex);
        return IcmpDecoder.decode(AddressFamily.IPV4, packet, 0, packet.limit());
    }
}
