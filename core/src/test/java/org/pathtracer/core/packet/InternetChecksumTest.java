// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InternetChecksumTest {
    @Test
    void exampleOfRfc1071_givesItsSum() {
        assertThat(sum(0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7)).isEqualTo(0xddf2);
    }

    @Test
    void oddLastByte_countsAsHighByte() {
        assertThat(sum(0x12, 0x34, 0x56)).isEqualTo(0x1234 + 0x5600);
    }

    @Test
    void nothing_sumsToZero() {
        assertThat(sum()).isZero();
    }

    @Test
    void largestPacket_doesNotOverflow() {
        byte[] bytes = new byte[65_535];
        java.util.Arrays.fill(bytes, (byte) 0xff);
        assertThat(InternetChecksum.sum(ByteBuffer.wrap(bytes), 0, 65_534)).isEqualTo(0xffff);
        assertThat(InternetChecksum.sum(ByteBuffer.wrap(bytes), 0, 65_535)).isEqualTo(0xff00);
    }

    @Test
    void sumOfParts_isSumOfWhole() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] bytes = new byte[200];
        random.nextBytes(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int cut = 0; cut <= 200; cut += 2) {
            int parts = InternetChecksum.add(
                    InternetChecksum.sum(buffer, 0, cut), InternetChecksum.sum(buffer, cut, 200 - cut));
            assertThat(parts).isEqualTo(InternetChecksum.sum(buffer, 0, 200));
        }
    }

    private static int sum(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return InternetChecksum.sum(bytes, 0, values.length);
    }
}
