// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.spi.ReplyKind;

/** Replies as they were seen, as they might be, and as they can't be. */
class EchoReplyTest {
    private static final long BASE = 0xc90720;
    private static final int DATA = 8;

    private static EchoReply read(AddressFamily family, String hex) {
        return read(family, BASE, HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static EchoReply read(AddressFamily family, long base, byte[] bytes) {
        ByteBuffer buffer =
                ByteBuffer.allocate(Layout.REPLY + DATA + Layout.REPLY_EXTRA).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(0, bytes);
        return EchoReply.read(buffer, base, family, DATA);
    }

    private static InetAddress address(String literal) throws Exception {
        return InetAddress.getByName(literal);
    }

    // --- as seen from Wine ---

    @Test
    void echo_hasReplyTtlAndTheEchoedTag() throws Exception {
        assertThat(read(AddressFamily.IPV4, """
                                0a58030200000000 0000000008000000 4807c90000000000 3e00000002000000
                                4807c90000000000 4041424344454647""".replace("\n", "")))
                .isEqualTo(new EchoReply.Answer(
                        ReplyKind.ECHO_REPLY,
                        0,
                        0,
                        address("10.88.3.2"),
                        OptionalInt.of(62),
                        0x4243_4445_4647_0000L,
                        48));
    }

    @Test
    void expiredTtl_isTheRoutersTimeExceeded() throws Exception {
        assertThat(read(AddressFamily.IPV4, """
                                0a580101052b0000 0000000000000000 4807c90000000000 40c0000002000000
                                4807c90000000000""".replace("\n", "")))
                .isEqualTo(error(ReplyKind.TIME_EXCEEDED, 11, 0, "10.88.1.1"));
    }

    private static EchoReply error(ReplyKind kind, int type, int code, String from) throws Exception {
        return new EchoReply.Answer(kind, type, code, address(from), OptionalInt.empty(), 0, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "0a580101fa2a0000, UNREACHABLE, 3, 0, 10.88.1.1",
        "0a580101012b0000, PACKET_TOO_BIG, 3, 4, 10.88.1.1",
        "0a580202fb2a0000fe0b000000000000, UNREACHABLE, 3, 1, 10.88.2.2",
    })
    void error_hasTheTypeAndCodeOfItsStatus(String hex, ReplyKind kind, int type, int code, String from)
            throws Exception {
        assertThat(read(AddressFamily.IPV4, hex)).isEqualTo(error(kind, type, code, from));
    }

    @Test
    void timeout_isSilence() {
        assertThat(read(AddressFamily.IPV4, "00000000022b0000")).isEqualTo(new EchoReply.Silence());
    }

    @Test
    void expiredHopLimit_isTheRoutersTimeExceeded() throws Exception {
        assertThat(read(
                        AddressFamily.IPV6,
                        "000000000000 fd880001000000000000000000000001 00000000 0000 052b0000 00000000"))
                .isEqualTo(error(ReplyKind.TIME_EXCEEDED, 3, 0, "fd88:1::1"));
    }

    @Test
    void echoOverIpv6_hasTheEchoedTag() throws Exception {
        assertThat(read(
                        AddressFamily.IPV6,
                        "000000000000 fd880003000000000000000000000002 00000000 0000 00000000 01000000"
                                + " 6162636465666768"))
                .isEqualTo(new EchoReply.Answer(
                        ReplyKind.ECHO_REPLY,
                        129,
                        0,
                        address("fd88:3::2"),
                        OptionalInt.empty(),
                        0x6364_6566_6768_0000L,
                        48));
    }

    // --- as they might be ---

    @ParameterizedTest
    @EnumSource(IpStatus.class)
    void everyStatus_isReadAsWhatItSays(IpStatus status) {
        byte[] bytes = new byte[Layout.REPLY];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, 0x0100_000a)
                .putInt(4, status.code());
        EchoReply reply = read(AddressFamily.IPV4, BASE, bytes);
        if (status.failed()) {
            assertThat(reply).isInstanceOfSatisfying(EchoReply.Failure.class, failure -> {
                assertThat(failure.code()).isEqualTo(status.code());
                assertThat(failure.name()).startsWith("IP_");
                assertThat(failure.advice()).isNotBlank();
            });
        } else if (status.kind().isPresent()) {
            assertThat(((EchoReply.Answer) reply).kind())
                    .isEqualTo(status.kind().get());
        } else {
            assertThat(reply).isEqualTo(new EchoReply.Silence());
        }
    }

    @Test
    void unknownStatus_isAFailureWithItsNumber() {
        assertThat(read(AddressFamily.IPV4, "0a58010139300000"))
                .isInstanceOfSatisfying(EchoReply.Failure.class, failure -> {
                    assertThat(failure.code()).isEqualTo(12_345);
                    assertThat(failure.name()).isEqualTo("status 12345");
                });
    }

    @Test
    void bufferThatWasNeverWritten_isTold() {
        byte[] bytes = new byte[Layout.REPLY];
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        in.putInt(Layout.REPLY_STATUS, EchoRequest.UNWRITTEN).putInt(Layout.REPLY6_STATUS, EchoRequest.UNWRITTEN);
        assertThat(read(AddressFamily.IPV4, BASE, bytes)).isEqualTo(new EchoReply.Unwritten());
        assertThat(read(AddressFamily.IPV6, BASE, bytes)).isEqualTo(new EchoReply.Unwritten());
    }

    @Test
    void errorWithoutAddress_isThisHostsOwn() {
        assertThat(read(AddressFamily.IPV4, "00000000fb2a0000"))
                .isInstanceOfSatisfying(
                        EchoReply.Failure.class,
                        failure -> assertThat(failure.name()).isEqualTo("IP_HOST_UNREACHABLE"));
    }

    @Test
    void linkLocalAnswer_hasItsLink() {
        EchoReply reply = read(
                AddressFamily.IPV6, "000000000000 fe800000000000000000000000000001 03000000 0000 052b0000 00000000");
        assertThat(((EchoReply.Answer) reply).from().getHostAddress()).isEqualTo("fe80:0:0:0:0:0:0:1%3");
    }

    // --- as they can't be ---

    static Stream<Long> strayPointers() {
        return Stream.of(
                0L, -1L, BASE - 1, BASE, BASE + Layout.REPLY - 1, BASE + 100_000, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource("strayPointers")
    void pointerOutOfTheBuffer_isNotFollowed(long pointer) {
        byte[] bytes = new byte[Layout.REPLY];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, 0x0100_000a)
                .putShort(Layout.REPLY_DATA_SIZE, (short) DATA)
                .putLong(Layout.REPLY_DATA, pointer);
        assertThat(read(AddressFamily.IPV4, BASE, bytes))
                .isInstanceOfSatisfying(
                        EchoReply.Answer.class,
                        answer -> assertThat(answer.tagBits()).isZero());
    }

    @Test
    void anyBytes_areReadWithoutAnException() {
        Random random = new Random(1);
        int[] codes = Stream.of(IpStatus.values()).mapToInt(IpStatus::code).toArray();
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[Layout.REPLY + DATA + Layout.REPLY_EXTRA];
            random.nextBytes(bytes);
            AddressFamily family = random.nextBoolean() ? AddressFamily.IPV4 : AddressFamily.IPV6;
            if (random.nextInt(4) > 0) {
                int offset = family == AddressFamily.IPV4 ? Layout.REPLY_STATUS : Layout.REPLY6_STATUS;
                ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                in.putInt(offset, codes[random.nextInt(codes.length)]);
                in.putLong(Layout.REPLY_DATA, BASE + random.nextInt(100));
            }
            String seen = HexFormat.of().formatHex(bytes);
            assertThatCode(() -> read(family, BASE, bytes)).as(seen).doesNotThrowAnyException();
        }
    }
}
