// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=1\r\nhello\r\nA\r\n0123456789\r\n0\r\nT: 1\r\n\r\n";

    private static HttpAnswer read(String text) throws IOException {
        HttpAnswer answer = new HttpAnswer(false);
        answer.read(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
        return answer;
    }

    @Test
    void chunks_areCountedWithoutTheirFrames() throws IOException {
        HttpAnswer answer = read(CHUNKED);
        assertThat(answer.complete()).isTrue();
        assertThat(answer.bodyBytes()).isEqualTo(15);
    }

    @Test
    void answerInPieces_isTheSame() throws IOException {
        HttpAnswer answer = new HttpAnswer(false);
        for (byte each : CHUNKED.getBytes(ISO_8859_1)) {
            assertThat(answer.complete()).isFalse();
            answer.read(ByteBuffer.wrap(new byte[] {each}));
        }
        assertThat(answer.complete()).isTrue();
        assertThat(answer.bodyBytes()).isEqualTo(15);
    }

    @Test
    void lengthOfContent_endsTheBody() throws IOException {
        HttpAnswer answer = read("HTTP/1.0 404 Not Found\nContent-Length: 3\n\nabcdef");
        assertThat(answer.status()).hasValue(404);
        assertThat(answer.complete()).isTrue();
        assertThat(answer.bodyBytes()).isEqualTo(3);
    }

    @Test
    void provisionalAnswers_areSkipped() throws IOException {
        HttpAnswer answer = read("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\nA: b\r\n\r\n");
        assertThat(answer.status()).hasValue(204);
        assertThat(answer.headers()).containsOnlyKeys("a");
        assertThat(answer.complete()).isTrue();
    }

    @Test
    void bodyWithoutLength_endsWithTheConnectionOrAtAMebibyte() throws IOException {
        HttpAnswer answer = read("HTTP/1.1 200 OK\r\n\r\nabc");
        assertThat(answer.complete()).isFalse();
        answer.end();
        answer.read(ByteBuffer.allocate(2 << 20));
        assertThat(answer.complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/2 200\r\n",
                "ICY 200 OK\r\n",
                "HTTP/1.1 20 OK\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n"
            })
    void nonsense_isRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void endlessHead_isRefused() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(20_000)))
                .hasMessageContaining("longer than 65536 bytes");
    }

    @Test
    void anyBytes_areReadOrRefused() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = CHUNKED.getBytes(ISO_8859_1);
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                new HttpAnswer(false).read(ByteBuffer.wrap(bytes));
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void bodyBeyondTheBound_isMarkedAsCut() throws IOException {
        HttpAnswer cut = read("HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + "x".repeat(2_000_000));
        assertThat(cut.complete()).isTrue();
        assertThat(cut.truncated()).isTrue();
        HttpAnswer whole = read("HTTP/1.1 200 OK\r\nContent-Length: 1048576\r\n\r\n" + "x".repeat(1_048_576));
        assertThat(whole.complete()).isTrue();
        assertThat(whole.truncated()).isFalse();
        HttpAnswer open = read("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(2_000_000));
        assertThat(open.truncated()).isTrue();
    }
}
