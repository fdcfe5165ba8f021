// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file of pcapng, read block by block as the format says. */
record Captured(List<String> interfaces, List<Packet> packets, long missed) {
    /** A packet of it. */
    record Packet(int onInterface, long epochNanos, int length, byte[] bytes, String comment, int direction) {}

    static Captured read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<String> interfaces = new ArrayList<>();
        List<Packet> packets = new ArrayList<>();
        long missed = -1;
        while (in.hasRemaining()) {
            int start = in.position();
            int type = in.getInt(start);
            int length = in.getInt(start + 4);
            if (length % 4 != 0 || in.getInt(start + length - 4) != length) {
                throw new AssertionError("a block's lengths differ at " + start);
            }
            switch (type) {
                case 0x0a0d0d0a -> requireEqual(0x1a2b3c4d, in.getInt(start + 8));
                case 1 -> {
                    requireEqual(101, in.getShort(start + 8));
                    Map<Integer, ByteBuffer> options = options(in, start + 16, start + length - 4);
                    requireEqual(9, options.get(9).get(0));
                    interfaces.add(text(options.get(2)));
                }
                case 5 ->
                    missed = options(in, start + 20, start + length - 4).get(5).getLong(0);
                case 6 -> packets.add(packet(in, start, length));
                default -> throw new AssertionError("block " + type);
            }
            in.position(start + length);
        }
        return new Captured(interfaces, packets, missed);
    }

    private static void requireEqual(int wanted, int found) {
        if (wanted != found) {
            throw new AssertionError(found + " instead of " + wanted);
        }
    }

    private static Packet packet(ByteBuffer in, int start, int length) {
        long nanos = (long) in.getInt(start + 12) << 32 | in.getInt(start + 16) & 0xffff_ffffL;
        byte[] bytes = new byte[in.getInt(start + 20)];
        in.get(start + 28, bytes);
        int behind = start + 28 + (bytes.length + 3 & ~3);
        Map<Integer, ByteBuffer> options = options(in, behind, start + length - 4);
        return new Packet(
                in.getInt(start + 8),
                nanos,
                in.getInt(start + 24),
                bytes,
                text(options.get(1)),
                options.get(2).getInt(0));
    }

    private static Map<Integer, ByteBuffer> options(ByteBuffer in, int from, int end) {
        Map<Integer, ByteBuffer> options = new HashMap<>();
        int at = from;
        while (at < end && in.getShort(at) != 0) {
            int length = in.getShort(at + 2);
            options.put((int) in.getShort(at), in.slice(at + 4, length).order(ByteOrder.LITTLE_ENDIAN));
            at += 4 + (length + 3 & ~3);
        }
        return options;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    List<String> comments() {
        return packets.stream().map(Packet::comment).toList();
    }
}
