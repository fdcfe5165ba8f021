// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.netlink;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.core.packet.RawAddress;

/**
 * One message of the kernel's: a fixed part, and attributes behind it.
 *
 * @param type such as {@link Rtnetlink#RTM_NEWLINK}
 * @param flags of the header
 * @param body what follows the header, in the machine's byte order
 */
record Message(int type, int flags, ByteBuffer body) {
    private static final int ATTRIBUTE_HEADER = 4;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    /** All messages of one datagram; what is behind a broken one is left out. */
    static List<Message> in(ByteBuffer datagram) {
        List<Message> messages = new ArrayList<>();
        int at = datagram.position();
        while (datagram.limit() - at >= Rtnetlink.NLMSGHDR) {
            int length = datagram.getInt(at);
            if (length < Rtnetlink.NLMSGHDR || length > datagram.limit() - at) {
                return messages;
            }
            messages.add(new Message(
                    Short.toUnsignedInt(datagram.getShort(at + 4)),
                    Short.toUnsignedInt(datagram.getShort(at + 6)),
                    part(datagram, at + Rtnetlink.NLMSGHDR, at + length)));
            at += aligned(length);
        }
        return messages;
    }

    private static ByteBuffer part(ByteBuffer whole, int from, int to) {
        return whole.duplicate().limit(to).position(from).slice().order(ByteOrder.nativeOrder());
    }

    private static int aligned(int length) {
        return length + 3 & ~3;
    }

    /** Whether the fixed part is there in full. */
    boolean has(int bytes) {
        return body.limit() >= bytes;
    }

    /** A byte of the fixed part, as an unsigned number. */
    int octet(int offset) {
        return Byte.toUnsignedInt(body.get(offset));
    }

    /** The attributes behind a fixed part; of several of one type, the last. */
    Map<Integer, ByteBuffer> attributes(int fixed) {
        return attributes(part(body, Math.min(aligned(fixed), body.limit()), body.limit()));
    }

    /** The attributes within one. */
    static Map<Integer, ByteBuffer> attributes(ByteBuffer from) {
        Map<Integer, ByteBuffer> attributes = new LinkedHashMap<>();
        int at = 0;
        while (from.limit() - at >= ATTRIBUTE_HEADER) {
            int length = Short.toUnsignedInt(from.getShort(at));
            if (length < ATTRIBUTE_HEADER || length > from.limit() - at) {
                return attributes;
            }
            int type = from.getShort(at + 2) & Rtnetlink.NLA_TYPE_MASK;
            attributes.put(type, part(from, at + ATTRIBUTE_HEADER, at + length));
            at += aligned(length);
        }
        return attributes;
    }

    /** A C string. */
    static String text(ByteBuffer value) {
        String text = StandardCharsets.UTF_8.decode(value.duplicate()).toString();
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /** A 32-bit number; empty if it is shorter, or not there. */
    static OptionalInt number(Map<Integer, ByteBuffer> attributes, int type) {
        ByteBuffer value = attributes.get(type);
        return value != null && value.limit() >= Integer.BYTES ? OptionalInt.of(value.getInt(0)) : OptionalInt.empty();
    }

    /** An IP address; empty if it is not valid, or not there. */
    static Optional<InetAddress> address(Map<Integer, ByteBuffer> attributes, int type) {
        return Optional.ofNullable(attributes.get(type)).flatMap(value -> address(value, 0));
    }

    /** An IP address from an offset to the end. */
    static Optional<InetAddress> address(ByteBuffer value, int from) {
        byte[] bytes = new byte[Math.max(0, value.limit() - from)];
        value.duplicate().position(Math.min(from, value.limit())).get(bytes);
        return bytes.length == IPV4_BYTES || bytes.length == IPV6_BYTES
                ? Optional.of(RawAddress.of(bytes))
                : Optional.empty();
    }
}
