// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VersionNegotiationTest {
    private final VersionNegotiation negotiation = VersionNegotiation.random();

    /** What a server says that speaks four versions, one of them reserved. */
    static List<byte[]> answer(byte[] question) {
        ByteBuffer answer = ByteBuffer.allocate(64);
        answer.put((byte) 0x80).putInt(0);
        answer.put((byte) 8).put(question, 15, 8).put((byte) 8).put(question, 6, 8);
        answer.putInt(1)
                .putInt(0x6b3343cf)
                .putInt(0xff00001d)
                .putInt(0x1a2a3a4a)
                .putInt(0x709a50c4);
        return List.of(Arrays.copyOf(answer.array(), answer.position()));
    }

    @Test
    void question_isLongEnoughAndOfAReservedVersion() {
        byte[] question = negotiation.question();
        assertThat(question).hasSize(1200);
        assertThat(question[0] & 0xc0).isEqualTo(0xc0);
        assertThat(ByteBuffer.wrap(question).getInt(1) & 0x0f0f0f0f).isEqualTo(0x0a0a0a0a);
    }

    @Test
    void answer_listsVersionsWithoutReservedOnes() {
        assertThat(negotiation.read(answer(negotiation.question()).get(0)))
                .contains(List.of("v1", "v2", "draft-29", "0x709a50c4"));
    }

    @Test
    void answerToAnotherQuestion_isIgnored() {
        byte[] foreign = answer(VersionNegotiation.random().question()).get(0);
        assertThat(negotiation.read(foreign)).isEmpty();
    }

    @Test
    void anyBytes_areReadWithoutFailure() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] message = answer(negotiation.question()).get(0);
            message[random.nextInt(message.length)] = (byte) random.nextInt();
            negotiation.read(Arrays.copyOf(message, random.nextInt(80)));
        }
    }
}
