// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** QUIC packets that are the same in all versions (RFC 8999): a question that no server can answer but with a list. */
final class VersionNegotiation {
    /** RFC 9000 section 14.1: a server must not answer a first datagram that is shorter. */
    private static final int SHORTEST_FIRST = 1200;

    private static final int LONG_HEADER = 0x80;
    private static final int FIXED_BIT = 0x40;
    private static final int ID_BYTES = 8;
    /** RFC 9000 section 15: versions 0x?a?a?a?a are reserved, so that servers get used to unknown ones. */
    private static final int RESERVED = 0x0a0a0a0a;

    private static final int RESERVED_MASK = 0x0f0f0f0f;
    private static final int MOST_VERSIONS = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] server;
    private final byte[] client;

    private VersionNegotiation(byte[] server, byte[] client) {
        this.server = server;
        this.client = client;
    }

    /** With connection ids that can't be guessed. */
    static VersionNegotiation random() {
        byte[] server = new byte[ID_BYTES];
        byte[] client = new byte[ID_BYTES];
        RANDOM.nextBytes(server);
        RANDOM.nextBytes(client);
        return new VersionNegotiation(server, client);
    }

    byte[] question() {
        return ByteBuffer.allocate(SHORTEST_FIRST)
                .put((byte) (LONG_HEADER | FIXED_BIT))
                .putInt(RESERVED | 0x10203040)
                .put((byte) ID_BYTES)
                .put(server)
                .put((byte) ID_BYTES)
                .put(client)
                .array();
    }

    /** The versions listed; empty if it is no answer to the question: ids come back swapped (RFC 8999 section 6). */
    Optional<List<String>> read(byte[] message) {
        ByteBuffer packet = ByteBuffer.wrap(message);
        int header = 1 + Integer.BYTES + 2 * (1 + ID_BYTES);
        if (message.length < header + Integer.BYTES
                || (packet.get() & LONG_HEADER) == 0
                || packet.getInt() != 0
                || !isNext(packet, client)
                || !isNext(packet, server)) {
            return Optional.empty();
        }
        List<String> versions = new ArrayList<>();
        while (packet.remaining() >= Integer.BYTES && versions.size() < MOST_VERSIONS) {
            int version = packet.getInt();
            if ((version & RESERVED_MASK) != RESERVED) {
                versions.add(name(version));
            }
        }
        return Optional.of(versions);
    }

    private static boolean isNext(ByteBuffer packet, byte[] id) {
        byte[] found = new byte[ID_BYTES];
        if (packet.get() != ID_BYTES) {
            return false;
        }
        packet.get(found);
        return Arrays.equals(found, id);
    }

    private static String name(int version) {
        int draft = 0xff000000;
        if (version == 1) {
            return "v1";
        } else if (version == 0x6b3343cf) {
            return "v2";
        }
        return (version & 0xffffff00) == draft ? "draft-" + (version & 0xff) : "0x%08x".formatted(version);
    }
}
