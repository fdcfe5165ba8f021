// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Gives a decoder any bytes of any length, most of them samples with a few bits turned. The buffer's limit is the end
 * of what was received, so a byte read beyond it is an exception; one read before the offset shows as a result that
 * changes with the bytes there.
 *
 * <p>{@code -Dpathtracer.fuzz.packets=N} sets how many, {@code -Dpathtracer.fuzz.seed=SEED} replays one.
 */
final class Fuzzer {
    /** A decoder under test. */
    interface Decoder {
        /** What it makes of the bytes; {@link #NOTHING} if they are nothing to it. */
        Object decode(ByteBuffer packet, int offset, int length);
    }

    static final Object NOTHING = "nothing";

    private static final int SLACK = 64;

    private final List<ByteBuffer> samples;
    private final byte[] bytes;
    private final Decoder decoder;
    private int understood;

    Fuzzer(Decoder decoder, ByteBuffer... samples) {
        this.decoder = decoder;
        this.samples = List.of(samples);
        this.bytes = new byte
                [SLACK
                        + this.samples.stream()
                                .mapToInt(ByteBuffer::capacity)
                                .max()
                                .orElse(0)];
    }

    /** Decodes many packets, of which at least a twentieth must make sense. */
    void run(int packets) {
        Long replayed = Long.getLong("pathtracer.fuzz.seed");
        if (replayed != null) {
            decodeOne(replayed);
            return;
        }
        int count = Integer.getInteger("pathtracer.fuzz.packets", packets);
        long first = new SplittableRandom().nextLong();
        for (long seed = first; seed < first + count; seed++) {
            try {
                decodeOne(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("replay with -Dpathtracer.fuzz.seed=" + seed, e);
            }
        }
        assertThat(understood).as("packets that were understood").isGreaterThan(count / 20);
    }

    /** Decodes every part of every sample. */
    void runPrefixes() {
        for (ByteBuffer sample : samples) {
            for (int offset = 0; offset <= sample.capacity(); offset++) {
                for (int length = 0; length <= sample.capacity() - offset; length++) {
                    decoder.decode(sample.duplicate().limit(offset + length), offset, length);
                }
            }
        }
    }

    private void decodeOne(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        random.nextBytes(bytes);
        int offset = random.nextInt(24);
        int length = random.nextInt(bytes.length - offset + 1);
        if (random.nextInt(8) > 0) {
            length = mutatedSample(random, offset);
        }
        ByteBuffer packet = ByteBuffer.wrap(bytes).limit(offset + length);
        Object result = decoder.decode(packet, offset, length);
        understood += result.equals(NOTHING) ? 0 : 1;
        for (int i = 0; i < offset; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
        if (!result.equals(decoder.decode(packet, offset, length))) {
            throw new AssertionError("depends on what lies before");
        }
    }

    private int mutatedSample(SplittableRandom random, int offset) {
        ByteBuffer sample = samples.get(random.nextInt(samples.size()));
        sample.get(0, bytes, offset, sample.capacity());
        for (int mutations = random.nextInt(4); mutations > 0; mutations--) {
            bytes[offset + random.nextInt(sample.capacity())] ^= (byte) (1 << random.nextInt(8));
        }
        int slack = bytes.length - offset - sample.capacity();
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(sample.capacity() + 1);
            case 1 -> sample.capacity() + random.nextInt(slack + 1);
            default -> sample.capacity();
        };
    }
}
