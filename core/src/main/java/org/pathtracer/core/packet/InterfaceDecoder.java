// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.pathtracer.probe.IcmpExtension.InterfaceInformation;
import org.pathtracer.probe.IcmpExtension.InterfaceRole;

/** Reads an interface information object (RFC 5837 section 4), part by part in their fixed order. */
final class InterfaceDecoder {
    private static final int HAS_INDEX = 0x08;
    private static final int HAS_ADDRESS = 0x04;
    private static final int HAS_NAME = 0x02;
    private static final int HAS_MTU = 0x01;
    private static final int WORD = 4;
    private static final int LONGEST_NAME = 64;

    private final ByteBuffer in;
    private final int end;
    private int at;
    private boolean broken;

    private InterfaceDecoder(ByteBuffer in, int offset, int length) {
        this.in = in;
        this.at = offset;
        this.end = offset + length;
    }

    /**
     * Reads an object's content.
     *
     * @param type says which interface it is, and which parts are there
     * @return empty if the content is not made of just these parts
     */
    static Optional<InterfaceInformation> decode(ByteBuffer in, int offset, int length, int type) {
        InterfaceDecoder decoder = new InterfaceDecoder(in, offset, length);
        InterfaceInformation information = new InterfaceInformation(
                role(type >> 6),
                (type & HAS_INDEX) != 0 ? decoder.number() : OptionalLong.empty(),
                Optional.ofNullable((type & HAS_ADDRESS) != 0 ? decoder.address() : null),
                Optional.ofNullable((type & HAS_NAME) != 0 ? decoder.name() : null),
                (type & HAS_MTU) != 0 ? decoder.number() : OptionalLong.empty());
        return decoder.broken || decoder.at != decoder.end ? Optional.empty() : Optional.of(information);
    }

    // RFC 5837 section 4.1
    private static InterfaceRole role(int number) {
        return switch (number) {
            case 0 -> InterfaceRole.INCOMING;
            case 1 -> InterfaceRole.SUB_IP_INCOMING;
            case 2 -> InterfaceRole.OUTGOING;
            default -> InterfaceRole.NEXT_HOP;
        };
    }

    /** Where a part of this size begins, past which it goes; a place of no meaning if there is none. */
    private int take(int size) {
        int start = at;
        broken |= size > end - at;
        at += broken ? 0 : size;
        return start;
    }

    private OptionalLong number() {
        int start = take(WORD);
        return broken ? OptionalLong.empty() : OptionalLong.of(in.getInt(start) & 0xffffffffL);
    }

    // RFC 5837 section 4.2: an address family number, two bytes of zero, the address.
    private @Nullable InetAddress address() {
        int start = take(WORD);
        int afi = broken ? 0 : in.getShort(start) & 0xffff;
        broken |= afi != 1 && afi != 2;
        int size = afi == 1 ? 4 : 16;
        int address = take(size);
        return broken ? null : IpHeader.address(in, address, size);
    }

    // RFC 5837 section 4.3: the length counts itself, and is a multiple of 4 up to 64; zero bytes fill it up.
    private @Nullable String name() {
        broken |= at >= end;
        int size = broken ? 0 : in.get(at) & 0xff;
        broken |= size == 0 || size % WORD != 0 || size > LONGEST_NAME;
        int start = take(size) + 1;
        if (broken) {
            return null;
        }
        int last = start + size - 2;
        while (last >= start && in.get(last) == 0) {
            last--;
        }
        byte[] bytes = new byte[last - start + 1];
        in.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
