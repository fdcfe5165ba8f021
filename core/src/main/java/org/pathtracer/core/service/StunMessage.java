// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** A STUN binding request (RFC 8489), and the answers to it. */
final class StunMessage {
    private static final int REQUEST = 0x0001;
    private static final int SUCCESS = 0x0101;
    private static final int ERROR = 0x0111;
    private static final int ERROR_CODE = 0x0009;
    private static final int LONGEST_REASON = 100;
    private static final int COOKIE = 0x2112a442;
    private static final int HEADER = 20;
    private static final int TRANSACTION = 12;
    private static final int MAPPED_ADDRESS = 0x0001;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] transaction;

    /** One with an id that can't be guessed. */
    StunMessage() {
        this(new byte[TRANSACTION]);
        RANDOM.nextBytes(transaction);
    }

    /** With this id, which is not copied. */
    StunMessage(byte[] transaction) {
        this.transaction = transaction;
    }

    byte[] request() {
        return ByteBuffer.allocate(HEADER)
                .putShort((short) REQUEST)
                .putShort((short) 0)
                .putInt(COOKIE)
                .put(transaction)
                .array();
    }

    /** The address that the server saw; empty if this is no success answer to the request, or has none. */
    Optional<InetSocketAddress> read(byte[] message) {
        ByteBuffer bytes = ByteBuffer.wrap(message);
        if (!answers(bytes, SUCCESS)) {
            return Optional.empty();
        }
        Optional<InetSocketAddress> plain = Optional.empty();
        while (bytes.remaining() >= 4) {
            int type = Short.toUnsignedInt(bytes.getShort());
            int length = Short.toUnsignedInt(bytes.getShort());
            if (length > bytes.remaining()) {
                return Optional.empty();
            }
            ByteBuffer value = bytes.slice(bytes.position(), length);
            if (type == XOR_MAPPED_ADDRESS) {
                return address(value, true);
            } else if (type == MAPPED_ADDRESS && plain.isEmpty()) {
                plain = address(value, false);
            }
            // RFC 8489 section 14: values are padded to four bytes.
            bytes.position(bytes.position() + Math.min(length + 3 & ~3, bytes.remaining()));
        }
        return plain;
    }

    /** Why an answer to the request tells no address; empty if the message is no answer to it, or tells one. */
    Optional<String> refusal(byte[] message) {
        if (answers(ByteBuffer.wrap(message), SUCCESS)) {
            return read(message).isPresent() ? Optional.empty() : Optional.of("the STUN server told no address");
        }
        ByteBuffer bytes = ByteBuffer.wrap(message);
        return answers(bytes, ERROR)
                ? Optional.of("the STUN server answered with an error" + code(bytes))
                : Optional.empty();
    }

    /** RFC 8489 section 14.8: two bytes of zeros, the hundreds, the rest of the number, and words. */
    private static String code(ByteBuffer attributes) {
        while (attributes.remaining() >= 4) {
            int type = Short.toUnsignedInt(attributes.getShort());
            int length = Short.toUnsignedInt(attributes.getShort());
            if (length > attributes.remaining()) {
                return "";
            } else if (type == ERROR_CODE && length >= 4) {
                attributes.getShort();
                int number = 100 * (attributes.get() & 0x7) + (attributes.get() & 0xff);
                byte[] words = new byte[Math.min(LONGEST_REASON, length - 4)];
                attributes.get(words);
                // Text from outside: letters only, nothing that moves a terminal's cursor.
                String reason = new String(words, StandardCharsets.UTF_8)
                        .replaceAll("\\p{C}", " ")
                        .strip();
                return ": " + number + (reason.isEmpty() ? "" : " " + reason);
            }
            attributes.position(attributes.position() + Math.min(length + 3 & ~3, attributes.remaining()));
        }
        return "";
    }

    private boolean answers(ByteBuffer bytes, int type) {
        if (bytes.remaining() < HEADER
                || bytes.getShort() != type
                || Short.toUnsignedInt(bytes.getShort()) != bytes.capacity() - HEADER
                || bytes.capacity() % 4 != 0
                || bytes.getInt() != COOKIE) {
            return false;
        }
        byte[] id = new byte[TRANSACTION];
        bytes.get(id);
        return Arrays.equals(id, transaction);
    }

    /** Sections 14.1 and 14.2: a zero byte, the family, port and address, the latter two hidden from meddling boxes. */
    private Optional<InetSocketAddress> address(ByteBuffer value, boolean hidden) {
        if (value.remaining() < 4) {
            return Optional.empty();
        }
        value.get();
        int family = value.get();
        int port = Short.toUnsignedInt(value.getShort()) ^ (hidden ? COOKIE >>> 16 : 0);
        byte[] address = new byte[value.remaining()];
        value.get(address);
        if (family != (address.length == 4 ? IPV4 : IPV6)) {
            return Optional.empty();
        }
        byte[] mask = ByteBuffer.allocate(4 + TRANSACTION)
                .putInt(COOKIE)
                .put(transaction)
                .array();
        for (int i = 0; hidden && i < Math.min(address.length, mask.length); i++) {
            address[i] ^= mask[i];
        }
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
        } catch (UnknownHostException e) {
            // It has neither 4 nor 16 bytes.
            return Optional.empty();
        }
    }
}
