// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test vectors of RFC 5769, and answers that must not be believed. */
class StunMessageTest {
    /** Section 2.2: software, XOR-MAPPED-ADDRESS 192.0.2.1 port 32853, integrity, fingerprint. */
    private static final String IPV4 = "0101003c2112a442b7e7a701bc34d686fa87dfae"
            + "8022000b7465737420766563746f7220" + "002000080001a147e112a643"
            + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7" + "80280004c07d4c96";

    /** Section 2.3: the same with 2001:db8:1234:5678:11:2233:4455:6677. */
    private static final String IPV6 = "010100482112a442b7e7a701bc34d686fa87dfae"
            + "8022000b7465737420766563746f7220"
            + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
            + "00080014a382954e4be67bf11784c97c8292c275bfe3ed41" + "80280004c8fb0b4c";

    private static final byte[] TRANSACTION = HexFormat.of().parseHex("b7e7a701bc34d686fa87dfae");

    private final StunMessage message = new StunMessage(TRANSACTION);

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Test
    void request_hasTheCookieAndItsId() {
        assertThat(HexFormat.of().formatHex(message.request())).isEqualTo("000100002112a442b7e7a701bc34d686fa87dfae");
        assertThat(new StunMessage().request()).isNotEqualTo(new StunMessage().request());
    }

    @Test
    void vectors_areRead() {
        assertThat(message.read(bytes(IPV4))).contains(new InetSocketAddress("192.0.2.1", 32853));
        assertThat(message.read(bytes(IPV6)))
                .contains(new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853));
    }

    @Test
    void olderServer_tellsThePlainAddress() {
        byte[] answer = bytes("0101000c2112a442b7e7a701bc34d686fa87dfae" + "0001000800010050c0000201");
        assertThat(message.read(answer)).contains(new InetSocketAddress("192.0.2.1", 80));
    }

    @ParameterizedTest
    @CsvSource({
        "wrong id,          0101000c2112a442b7e7a701bc34d686fa87dfaf0020000800010050c0000201",
        "wrong cookie,      0101000c2112a443b7e7a701bc34d686fa87dfae0020000800010050c0000201",
        "an error,          0111000c2112a442b7e7a701bc34d686fa87dfae0020000800010050c0000201",
        "wrong length,      010100102112a442b7e7a701bc34d686fa87dfae0020000800010050c0000201",
        "no address,        010100002112a442b7e7a701bc34d686fa87dfae",
        "long attribute,    0101000c2112a442b7e7a701bc34d686fa87dfae0020004000010050c0000201",
        "unknown family,    0101000c2112a442b7e7a701bc34d686fa87dfae0020000800030050c0000201",
        "family and length, 0101000c2112a442b7e7a701bc34d686fa87dfae0020000800020050c0000201",
        "cut,               0101000c2112a4"
    })
    void answerThatMustNotBeBelieved_isIgnored(String what, String hex) {
        assertThat(message.read(bytes(hex))).as(what).isEmpty();
    }

    @Test
    void anyBytes_areReadWithoutFailure() {
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            byte[] answer = bytes(i % 2 == 0 ? IPV4 : IPV6);
            for (int change = random.nextInt(4); change > 0; change--) {
                answer[20 + random.nextInt(answer.length - 20)] = (byte) random.nextInt();
            }
            message.read(answer);
            byte[] cut = Arrays.copyOf(answer, 20 + 4 * random.nextInt((answer.length - 20) / 4));
            ByteBuffer.wrap(cut).putShort(2, (short) (cut.length - 20));
            message.read(cut);
        }
    }

    @Test
    void errorAnswer_isARefusalWithItsNumberAndWords() {
        // 420 "No\u001b": hundreds and rest apart, and a control character that must not reach a terminal.
        byte[] error = bytes("0111000c2112a442b7e7a701bc34d686fa87dfae" + "00090007000004144e6f1b00");
        assertThat(message.refusal(error)).contains("the STUN server answered with an error: 420 No");
        assertThat(message.read(error)).isEmpty();
        assertThat(message.refusal(bytes(IPV4))).isEmpty();
        byte[] empty = bytes("010100002112a442b7e7a701bc34d686fa87dfae");
        assertThat(message.refusal(empty)).contains("the STUN server told no address");
        error[19] ^= 1;
        assertThat(message.refusal(error)).isEmpty();
        for (int length = 0; length < error.length; length++) {
            message.refusal(java.util.Arrays.copyOf(error, length));
        }
    }
}
