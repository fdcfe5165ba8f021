// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.AddressFamily;

/** What is written, and that load balancers see one flow in it. */
class EchoMessageTest {
    private static final int OFFSET = 3;
    private final ByteBuffer out = ByteBuffer.allocate(65_600);

    @ParameterizedTest
    @ValueSource(ints = {30, 31, 32, 33, 37, 38, 39, 60, 61, 1499, 1500, 65_535})
    void flow_setsTheChecksumWhateverElseChanges(int size) {
        int length = EchoMessage.length(AddressFamily.IPV4, size);
        SplittableRandom random = new SplittableRandom(size);
        for (int i = 0; i < 200; i++) {
            int flow = i == 0 ? 0 : i == 1 ? 65_533 : random.nextInt(65_534);
            write(AddressFamily.IPV4, length, random.nextInt(65_536), random.nextInt(65_536), random.nextLong(), flow);
            int checksum = out.getShort(OFFSET + 2) & 0xffff;
            assertThat(EchoMessage.checksum(AddressFamily.IPV4, size, flow)).hasValue(checksum);
            assertThat(IcmpDecoder.checksumHolds(out, OFFSET, length)).isTrue();
        }
    }

    @Test
    void allSequenceNumbers_shareOneChecksum() {
        int length = EchoMessage.length(AddressFamily.IPV4, 60);
        SplittableRandom random = new SplittableRandom(1);
        assertThat(IntStream.range(0, 65_536)
                        .map(sequence -> {
                            write(AddressFamily.IPV4, length, 4711, sequence, random.nextLong(), 12);
                            return out.getShort(OFFSET + 2) & 0xffff;
                        })
                        .distinct())
                .containsExactly(~13 & 0xffff);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 51, 58, 59, 80, 81, 1280, 1281})
    void ipv6_keepsTheSumAndLeavesTheChecksumToTheKernel(int size) {
        int length = EchoMessage.length(AddressFamily.IPV6, size);
        SplittableRandom random = new SplittableRandom(size);
        for (int i = 0; i < 200; i++) {
            int flow = random.nextInt(65_534);
            write(AddressFamily.IPV6, length, random.nextInt(65_536), random.nextInt(65_536), random.nextLong(), flow);
            assertThat(out.getShort(OFFSET + 2)).isZero();
            assertThat(InternetChecksum.sum(out, OFFSET, length)).isEqualTo(flow + 1);
            assertThat(EchoMessage.checksum(AddressFamily.IPV6, size, flow)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {28, 29})
    void noRoomForTheBalance_promisesNoChecksumButSendsARightOne(int size) {
        int length = EchoMessage.length(AddressFamily.IPV4, size);
        write(AddressFamily.IPV4, length, 7, 9, -1, 5);
        assertThat(EchoMessage.checksum(AddressFamily.IPV4, size, 5)).isEmpty();
        assertThat(IcmpDecoder.checksumHolds(out, OFFSET, length)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"IPV4, 28", "IPV6, 48"})
    void tag_hasTheLeadingBitsThatFit(AddressFamily family, int smallest) {
        long tag = 0x0123456789abcdefL;
        for (int extra = 0; extra < 20; extra++) {
            int length = EchoMessage.length(family, smallest + extra);
            int bits = Math.max(0, Math.min(64, 8 * (extra - 2)));
            write(family, length, 1, 2, tag, 3);
            assertThat(EchoMessage.tagBits(family, smallest + extra)).isEqualTo(bits);
            long visible = bits == 0 ? 0 : tag & -1L << 64 - bits;
            assertThat(EchoMessage.read(out, OFFSET, length))
                    .isEqualTo(new EchoHeader(1, 2, out.getShort(OFFSET + 2) & 0xffff, visible, bits));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IPV4", "IPV6"})
    void bytesAround_areLeftAlone(AddressFamily family) {
        ByteBuffer small = ByteBuffer.allocate(40);
        for (int i = 0; i < 40; i++) {
            small.put(i, (byte) 0x5a);
        }
        EchoMessage.write(small, 8, 24, family, 0xffff, 0xffff, -1, 65_533);
        assertThat(small.position()).isZero();
        for (int i = 0; i < 40; i++) {
            if (i < 8 || i >= 32) {
                assertThat(small.get(i)).isEqualTo((byte) 0x5a);
            }
        }
    }

    private void write(AddressFamily family, int length, int identifier, int sequence, long tag, int flow) {
        EchoMessage.write(out, OFFSET, length, family, identifier, sequence, tag, flow);
    }
}
