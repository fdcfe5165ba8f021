// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.FlowMethod;
import org.pathtracer.Protocol;
import org.pathtracer.core.nativecode.Pointer;
import org.pathtracer.nativewindows.Probes;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;

/** What is given to Windows, at the places where it looks for it. */
class EchoRequestTest {
    private final Block block = new Block(1024);

    private int offset(Pointer at) {
        return (int) (at.address() - block.address());
    }

    private String bytes(Pointer at, int count) {
        byte[] bytes = new byte[count];
        block.bytes().get(offset(at), bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void options_areTtlTosAndFlags() {
        ProbeProfile profile = new ProbeProfile(
                Protocol.ICMP,
                Probes.TARGET,
                0,
                0,
                FlowMethod.PARIS,
                OptionalInt.empty(),
                Probes.SIZE,
                0xb8,
                true,
                0,
                Optional.empty());
        EchoRequest request = new EchoRequest(block, new Probe(1, 2, 200, 0, profile, 1), Optional.empty());
        assertThat(bytes(request.options(), Layout.OPTIONS)).isEqualTo("c8b80200000000000000000000000000");
        ProbeProfile plain = ProbeProfile.echo(Probes.TARGET, Probes.SIZE);
        EchoRequest other = new EchoRequest(block, new Probe(1, 2, 1, 0, plain, 1), Optional.empty());
        assertThat(bytes(other.options(), Layout.OPTIONS)).isEqualTo("01000000000000000000000000000000");
    }

    @Test
    void data_areTheTagBehindTheBalanceWord() {
        EchoRequest request = new EchoRequest(block, Probes.echo(0), Optional.empty());
        assertThat(request.dataSize()).isEqualTo(Probes.SIZE - 28);
        assertThat(bytes(request.data(), 12).substring(4)).isEqualTo("0123456789abcdef0a0b");
    }

    @Test
    void addresses_areInNetworkOrder() throws Exception {
        EchoRequest request = new EchoRequest(block, Probes.echo(1), Optional.of(Probes.address("10.0.0.7")));
        assertThat(request.destination4()).isEqualTo(0x0902_00c0);
        assertThat(request.source4()).isEqualTo(0x0700_000a);
        assertThat(new EchoRequest(block, Probes.echo(1), Optional.empty()).source4())
                .isZero();
    }

    @Test
    void addressesOfIpv6_areSocketAddressesWithTheirLink() throws Exception {
        Inet6Address target =
                Inet6Address.getByAddress(null, Probes.address("fe80::9").getAddress(), 3);
        EchoRequest request =
                new EchoRequest(block, Probes.echo(1, 1, target, 80, Duration.ofSeconds(1)), Optional.empty());
        assertThat(bytes(request.destination6(), Layout.SOCKADDR_IN6))
                .isEqualTo("17000000" + "00000000" + "fe800000000000000000000000000009" + "03000000");
        assertThat(bytes(request.source6(), Layout.SOCKADDR_IN6)).isEqualTo("1700" + "00".repeat(26));
    }

    @ParameterizedTest
    @ValueSource(ints = {28, 29, 60, 1500, 65_535})
    void request_fitsTheSizeThatItAskedFor(int size) {
        Probe probe = Probes.echo(1, 1, Probes.TARGET, size, Duration.ofSeconds(1));
        Block exact = new Block(EchoRequest.blockSize(probe.profile()));
        EchoRequest request = new EchoRequest(exact, probe, Optional.empty());
        assertThat(request.dataSize()).isEqualTo(size - 28);
        long end = request.replyBuffer().address() + request.replySize() - exact.address();
        assertThat(end).isEqualTo(exact.size());
        assertThat(request.replySize()).isGreaterThanOrEqualTo(Layout.REPLY + request.dataSize() + 8 + 16);
        assertThat(request.data().address() + request.dataSize())
                .isLessThanOrEqualTo(request.replyBuffer().address());
    }

    @Test
    void replyBuffer_holdsNothingOfEarlierReplies() {
        for (int i = 0; i < block.size(); i++) {
            block.bytes().put(i, (byte) 1);
        }
        EchoRequest request = new EchoRequest(block, Probes.echo(1), Optional.empty());
        assertThat(block.bytes().getShort(offset(request.replyBuffer()) + Layout.REPLY_RESERVED))
                .isZero();
        assertThat(request.reply()).isEqualTo(new EchoReply.Unwritten());
        EchoRequest request6 =
                new EchoRequest(block, Probes.echo(1, 1, Probes.TARGET6, 80, Duration.ofSeconds(1)), Optional.empty());
        assertThat(request6.reply()).isEqualTo(new EchoReply.Unwritten());
    }

    @Test
    void reply_isReadFromWhereWindowsWroteIt() {
        EchoRequest request = new EchoRequest(block, Probes.echo(3), Optional.empty());
        int at = offset(request.replyBuffer());
        ByteBuffer out = block.bytes();
        out.put(at, Probes.TARGET.getAddress()).putInt(at + Layout.REPLY_STATUS, 0);
        out.putShort(at + Layout.REPLY_DATA_SIZE, (short) request.dataSize());
        out.putLong(at + Layout.REPLY_DATA, request.replyBuffer().address() + Layout.REPLY);
        for (int i = 0; i < request.dataSize(); i++) {
            out.put(at + Layout.REPLY + i, block.bytes().get(offset(request.data()) + i));
        }
        assertThat(request.reply()).isInstanceOfSatisfying(EchoReply.Answer.class, answer -> {
            assertThat(answer.tag()).isEqualTo(Probes.tag(3));
            assertThat(answer.tagBits()).isEqualTo(64);
            assertThat(answer.from()).isEqualTo(Probes.TARGET);
        });
    }
}
