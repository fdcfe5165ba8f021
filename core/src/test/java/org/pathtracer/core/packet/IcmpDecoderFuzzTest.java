// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.pathtracer.AddressFamily;

/**
 * Any bytes, any length. The buffer's limit is the end of what was received, so a byte read beyond it is an exception;
 * one read before the offset would show as a result that changes with the bytes there. Replay a failure with
 * {@code -Dpathtracer.fuzz.seed=<seed>}.
 */
class IcmpDecoderFuzzTest {
    private static final int PACKETS = 2_200_000;
    private static final int CAPACITY = 160;
    private static final ByteBuffer[] SAMPLES = {
        Packets.of("0b00 1111 0000 0000", Packets.QUOTED, Packets.ECHO),
        Packets.of("0304 1111 0000 05d4", Packets.QUOTED_WITH_OPTIONS, Packets.ECHO),
        Packets.of("0000 2222 1234 5678 aaaa 0102030405060708 1011"),
        Packets.of("0300 1111 0000 0000", Packets.QUOTED_V6, Packets.ECHO_V6),
        Packets.of("0200 1111 0000 0500", Packets.QUOTED_V6, Packets.ECHO_V6),
        Packets.of("8100 2222 1234 5678 aaaa 0102030405060708 1011"),
        Packets.of(Packets.QUOTED_WITH_OPTIONS, "0b00 1111 0000 0000", Packets.QUOTED, Packets.ECHO)
    };

    private final byte[] bytes = new byte[CAPACITY];
    private int decoded;

    @Test
    void anyBytes_giveAResultOrNothing() {
        Long replayed = Long.getLong("pathtracer.fuzz.seed");
        if (replayed != null) {
            decodeOne(replayed);
            return;
        }
        long first = new SplittableRandom().nextLong();
        for (long seed = first; seed < first + PACKETS; seed++) {
            try {
                decodeOne(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("replay with -Dpathtracer.fuzz.seed=" + seed, e);
            }
        }
        assertThat(decoded).as("packets that were understood").isGreaterThan(PACKETS / 20);
    }

    @Test
    void everyPrefixOfEverySample_givesAResultOrNothing() {
        for (ByteBuffer sample : SAMPLES) {
            for (int offset = 0; offset <= sample.capacity(); offset++) {
                for (int length = 0; length <= sample.capacity() - offset; length++) {
                    decode(sample.duplicate().limit(offset + length), offset, length);
                }
            }
        }
    }

    private void decodeOne(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        random.nextBytes(bytes);
        int offset = random.nextInt(24);
        int length = random.nextInt(CAPACITY - offset + 1);
        if (random.nextInt(8) > 0) {
            length = mutatedSample(random, offset);
        }
        ByteBuffer packet = ByteBuffer.wrap(bytes).limit(offset + length);
        Object result = decode(packet, offset, length);
        for (int i = 0; i < offset; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
        assertThat(result.equals(decode(packet, offset, length)))
                .as("independent of what lies before")
                .isTrue();
    }

    private int mutatedSample(SplittableRandom random, int offset) {
        ByteBuffer sample = SAMPLES[random.nextInt(SAMPLES.length)];
        sample.get(0, bytes, offset, sample.capacity());
        for (int mutations = random.nextInt(4); mutations > 0; mutations--) {
            bytes[offset + random.nextInt(sample.capacity())] ^= (byte) (1 << random.nextInt(8));
        }
        int slack = CAPACITY - offset - sample.capacity();
        return random.nextBoolean()
                ? random.nextInt(sample.capacity() + 1)
                : sample.capacity() + random.nextInt(slack + 1);
    }

    private record Results(Object v4, Object v6, Object request, Object header) {}

    private Results decode(ByteBuffer packet, int offset, int length) {
        Optional<IcmpMessage> v4 = IcmpDecoder.decode(AddressFamily.IPV4, packet, offset, length);
        Optional<IcmpMessage> v6 = IcmpDecoder.decode(AddressFamily.IPV6, packet, offset, length);
        decoded += v4.isPresent() || v6.isPresent() ? 1 : 0;
        v4.ifPresent(IcmpDecoderFuzzTest::checkRanges);
        v6.ifPresent(IcmpDecoderFuzzTest::checkRanges);
        IcmpDecoder.checksumHolds(packet, offset, length);
        return new Results(
                v4,
                v6,
                IcmpDecoder.echoRequest(AddressFamily.IPV4, packet, offset, length),
                IcmpDecoder.ipv4HeaderLength(packet, offset, length));
    }

    private static void checkRanges(IcmpMessage message) {
        EchoHeader echo = message.echo();
        boolean holds = echo.sequence() >>> 16 == 0
                && echo.identifier() >>> 16 == 0
                && echo.checksum() >>> 16 == 0
                && echo.tagBits() >= 0
                && echo.tagBits() <= 64
                && message.nextMtu().orElse(1) > 0
                && message.quoted().stream().allMatch(IcmpDecoderFuzzTest::inRange);
        if (!holds) {
            throw new AssertionError(message);
        }
    }

    private static boolean inRange(QuotedHeader header) {
        return header.ttl() >>> 8 == 0 && header.trafficClass() >>> 8 == 0 && header.length() >= 0;
    }
}
