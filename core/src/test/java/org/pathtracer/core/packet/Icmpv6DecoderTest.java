// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.core.packet.Packets.ECHO_V6;
import static org.pathtracer.core.packet.Packets.QUOTED_V6;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pathtracer.AddressFamily;
import org.pathtracer.spi.ReplyKind;

/** Golden packets of ICMPv6. */
class Icmpv6DecoderTest {
    private static final String TIME_EXCEEDED = "0300 1111 0000 0000";

    @Test
    void echoReply_showsItsOwnHeaderAndTag() {
        IcmpMessage message =
                decode("8100 2222 1234 5678 aaaa 0102030405060708 1011").orElseThrow();
        assertThat(message.kind()).isEqualTo(ReplyKind.ECHO_REPLY);
        assertThat(message.probe()).isEqualTo(new EchoHeader(0x1234, 0x5678, 0x2222, 0x0102030405060708L, 64));
    }

    @Test
    void timeExceeded_showsTheProbeAsItArrived() throws UnknownHostException {
        IcmpMessage message = decode(TIME_EXCEEDED, QUOTED_V6, ECHO_V6).orElseThrow();
        assertThat(message.kind()).isEqualTo(ReplyKind.TIME_EXCEEDED);
        assertThat(((EchoHeader) message.probe()).sequence()).isEqualTo(0x5678);
        assertThat(((EchoHeader) message.probe()).tagBits()).isEqualTo(64);
        assertThat(message.quoted())
                .contains(new QuotedHeader(
                        InetAddress.getByName("fd00::1"),
                        InetAddress.getByName("2001:db8::9"),
                        1,
                        0xb8,
                        80,
                        OptionalInt.empty(),
                        OptionalInt.of(0xabcde)));
    }

    @Test
    void unreachable_keepsItsCode() {
        IcmpMessage message = decode("0104 1111 0000 0000", QUOTED_V6, ECHO_V6).orElseThrow();
        assertThat(message.kind()).isEqualTo(ReplyKind.UNREACHABLE);
        assertThat(message.type()).isEqualTo(1);
        assertThat(message.code()).isEqualTo(4);
    }

    @Test
    void packetTooBig_hasTheNextMtu() {
        IcmpMessage message = decode("0200 1111 0000 0500", QUOTED_V6, ECHO_V6).orElseThrow();
        assertThat(message.kind()).isEqualTo(ReplyKind.PACKET_TOO_BIG);
        assertThat(message.nextMtu()).hasValue(1280);
        assertThat(decode("0200 1111 8000 0000", QUOTED_V6, ECHO_V6)
                        .orElseThrow()
                        .nextMtu())
                .isEmpty();
    }

    @Test
    void quoteOfEightBytes_showsSequenceWithoutTag() {
        IcmpMessage message =
                decode(TIME_EXCEEDED, QUOTED_V6, "8000 fff0 1234 5678").orElseThrow();
        assertThat(message.probe()).isEqualTo(new EchoHeader(0x1234, 0x5678, 0xfff0, 0, 0));
    }

    @Test
    void quoteThatIsNotOurs_isRefused() {
        assertThat(decode(TIME_EXCEEDED, QUOTED_V6.replace("3a01", "8401"), ECHO_V6))
                .isEmpty();
        assertThat(decode(TIME_EXCEEDED, QUOTED_V6.replaceFirst("6b8a", "4b8a"), ECHO_V6))
                .isEmpty();
        assertThat(decode(TIME_EXCEEDED, QUOTED_V6, Packets.ECHO)).isEmpty();
        assertThat(decode(TIME_EXCEEDED, Packets.QUOTED, Packets.ECHO)).isEmpty();
    }

    @Test
    void messagesThatAreNoAnswer_areRefused() {
        assertThat(decode(ECHO_V6)).isEmpty();
        assertThat(decode("8700 1111 0000 0000", QUOTED_V6, ECHO_V6)).isEmpty(); // neighbour solicitation
    }

    private static Optional<IcmpMessage> decode(String... hex) {
        ByteBuffer packet = Packets.of(hex);
        return IcmpDecoder.decode(AddressFamily.IPV6, packet, 0, packet.limit());
    }
}
