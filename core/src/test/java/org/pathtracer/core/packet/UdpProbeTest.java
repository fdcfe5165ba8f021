// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;

/** What is written, and that eight bytes of it tell the probe. */
class UdpProbeTest {
    private static final int OFFSET = 5;
    private static final long TAG = 0x0102030405060708L;
    private final ByteBuffer out = ByteBuffer.allocate(65_600);

    @Test
    void probe_hasTheseBytes() throws UnknownHostException {
        int pseudo = pseudo("10.0.0.1", "192.0.2.9", 8 + 16);
        UdpProbe.writePayload(out, 8, 16, 61_000, 33_434, 0x5678, TAG, UdpProbe.key(0x5678, 0x1111));
        UdpProbe.writeHeader(out, 0, 24, 61_000, 33_434, pseudo);
        assertThat(Packets.hex(out, 0, 24)).isEqualTo("ee48829a0018ec6255c5567801020304050607080c0d0e0f");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 7, 11, 12, 13, 32, 33, 1472, 65_507})
    void checksum_tellsTheProbeWhateverElseChanges(int length) {
        SplittableRandom random = new SplittableRandom(length);
        for (int i = 0; i < 200; i++) {
            int secret = random.nextInt(1 << 16);
            int id = i == 0 ? secret : i == 1 ? secret ^ 0xffff : random.nextInt(1 << 16);
            int from = 1 + random.nextInt(65_535);
            int to = 1 + random.nextInt(65_535);
            int pseudo = random.nextInt(1 << 16);
            UdpProbe.writePayload(out, OFFSET + 8, length, from, to, id, random.nextLong(), UdpProbe.key(id, secret));
            UdpProbe.writeHeader(out, OFFSET, 8 + length, from, to, pseudo);
            int checksum = out.getShort(OFFSET + 6) & 0xffff;
            assertThat(checksum)
                    .isEqualTo(UdpProbe.checksum(UdpProbe.key(id, secret), pseudo))
                    .isNotZero();
            int sum = InternetChecksum.add(InternetChecksum.sum(out, OFFSET, 8 + length), pseudo);
            assertThat(sum).as("RFC 768").isEqualTo(0xffff);
            int key = UdpProbe.quotedKey(checksum, pseudo).orElseThrow();
            int found = UdpProbe.key(key, secret);
            boolean same = found == id || key == 0 && UdpProbe.key(0xffff, secret) == id;
            assertThat(same).as("id %d, key %d", id, key).isTrue();
        }
    }

    @Test
    void checksumOfZero_tellsNothing() {
        assertThat(UdpProbe.quotedKey(0, 4711)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"IPV4, 28", "IPV6, 48"})
    void payload_leavesOutFromTheEndWhatDoesNotFit(AddressFamily family, int smallest) {
        for (int length = 0; length < 20; length++) {
            int size = smallest + length;
            int bits = Math.max(0, Math.min(64, 8 * (length - 4)));
            assertThat(UdpProbe.payloadLength(family, size)).isEqualTo(length);
            assertThat(UdpProbe.tagBits(family, size)).isEqualTo(bits);
            assertThat(UdpProbe.numbered(family, size)).isEqualTo(length >= 4);
            assertThat(UdpProbe.balanced(family, size)).isEqualTo(length >= 2);
            UdpProbe.writePayload(out, OFFSET, length, 1, 2, 0x1234, TAG, 99);
            long shown = bits == 0 ? 0 : TAG & -1L << 64 - bits;
            UdpMark expected = length < 4 ? UdpMark.NONE : new UdpMark(OptionalInt.of(0x1234), shown, bits);
            assertThat(UdpProbe.readPayload(out, OFFSET, length)).isEqualTo(expected);
        }
    }

    @Test
    void bytesAround_areLeftAlone() {
        for (int length = 0; length < 20; length++) {
            ByteBuffer small = ByteBuffer.allocate(40);
            UdpProbe.writePayload(small, 8, length, 65_535, 65_535, 65_535, -1, 65_535);
            assertThat(small.slice(0, 8)).isEqualTo(ByteBuffer.allocate(8));
            assertThat(small.slice(8 + length, 32 - length)).isEqualTo(ByteBuffer.allocate(32 - length));
            assertThat(small.position()).isZero();
        }
    }

    private static int pseudo(String source, String destination, int length) throws UnknownHostException {
        return PseudoHeader.sum(
                InetAddress.getByName(source), InetAddress.getByName(destination), Protocol.UDP, length);
    }
}
