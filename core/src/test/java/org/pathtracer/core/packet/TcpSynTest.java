// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.spi.ReplyKind;

/** Requests as they are written, and answers as they are read. */
class TcpSynTest {
    private static final long TAG = 0x0102030405060708L;
    private final ByteBuffer out = ByteBuffer.allocate(2000);

    @Test
    void requestOverIpv4_hasTheseBytes() throws UnknownHostException {
        write(AddressFamily.IPV4, 40, pseudo("10.0.0.1", "192.0.2.9", 40));
        assertThat(Packets.hex(out, 0, 40))
                .isEqualTo("ee4800500102030400000000a002faf082580000" + "020405b40402080a050607080000000001030307");
    }

    @Test
    void requestOverIpv6_hasTheseBytes() throws UnknownHostException {
        write(AddressFamily.IPV6, 40, pseudo("fd00::1", "2001:db8::9", 40));
        assertThat(Packets.hex(out, 0, 40))
                .isEqualTo("ee4800500102030400000000a002faf023b30000" + "020405a00402080a050607080000000001030307");
    }

    @ParameterizedTest
    @CsvSource({"20, 0, 0", "23, 0, 3", "24, 4, 0", "35, 4, 11", "36, 16, 0", "39, 16, 3", "40, 20, 0", "1460, 20, 1420"
    })
    void segment_hasTheOptionsThatFitAndDataBehind(int length, int options, int data) throws UnknownHostException {
        int pseudo = pseudo("10.0.0.1", "192.0.2.9", length);
        write(AddressFamily.IPV4, length, pseudo);
        assertThat((out.get(12) & 0xf0) >> 2).isEqualTo(20 + options);
        assertThat(TcpSyn.dataLength(length)).isEqualTo(data);
        assertThat(InternetChecksum.add(InternetChecksum.sum(out, 0, length), pseudo))
                .isEqualTo(0xffff);
        assertThat(out.slice(length, 100)).isEqualTo(ByteBuffer.allocate(100));
    }

    @Test
    void sizes_countTheIpHeader() {
        assertThat(TcpSyn.length(AddressFamily.IPV4, 60)).isEqualTo(40);
        assertThat(TcpSyn.length(AddressFamily.IPV6, 80)).isEqualTo(40);
        assertThat(TcpSyn.length(AddressFamily.IPV4, Protocol.TCP.smallestPacket(AddressFamily.IPV4)))
                .isEqualTo(TcpSyn.HEADER);
        assertThat(TcpSyn.length(AddressFamily.IPV6, Protocol.TCP.smallestPacket(AddressFamily.IPV6)))
                .isEqualTo(TcpSyn.HEADER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "52", "92"})
    void synAck_isReadWhateverElseItSays(String flags) {
        assertThat(read("0050 ee48 11111111 01020305 60" + flags + " fc00 1234 0000 0204 05b4"))
                .contains(new TcpAnswer(ReplyKind.TCP_SYN_ACK, 80, 61_000, 0x01020305));
    }

    @Test
    void reset_isReadIfItAcknowledges() {
        assertThat(read("0050 ee48 00000000 01020305 5014 0000 1234 0000"))
                .contains(new TcpAnswer(ReplyKind.TCP_RESET, 80, 61_000, 0x01020305));
        assertThat(read("0050 ee48 01020305 00000000 5004 0000 1234 0000")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "10", "11", "18", "16", "00"})
    void otherSegments_areNoAnswers(String flags) {
        assertThat(read("0050 ee48 11111111 01020305 50" + flags + " fc00 1234 0000"))
                .isEmpty();
    }

    @Test
    void segmentCutShort_isNoAnswer() {
        assertThat(read("0050 ee48 11111111 01020305 5012 fc00 1234 00")).isEmpty();
    }

    private void write(AddressFamily family, int length, int pseudo) {
        TcpSyn.write(out, 0, length, family, 61_000, 80, TAG, pseudo);
    }

    private static int pseudo(String source, String destination, int length) throws UnknownHostException {
        return PseudoHeader.sum(
                InetAddress.getByName(source), InetAddress.getByName(destination), Protocol.TCP, length);
    }

    private static Optional<TcpAnswer> read(String hex) {
        ByteBuffer packet = Packets.of(hex);
        return TcpAnswer.read(packet, 0, packet.limit());
    }
}
