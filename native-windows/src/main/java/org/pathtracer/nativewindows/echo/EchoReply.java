// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.echo;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.core.packet.RawAddress;
import org.pathtracer.spi.ReplyKind;

/** What a reply buffer says. Nothing in it is believed before it was checked. */
public sealed interface EchoReply {
    /**
     * An answer.
     *
     * @param type of the ICMP or ICMPv6 message that the status stands for
     * @param code the same
     * @param replyTtl with which an echo reply arrived
     * @param tag as many leading bits of the echoed tag as are there, the rest 0
     * @param tagBits how many that are (0 to 64); 0 for errors, of which Windows shows no data
     */
    record Answer(ReplyKind kind, int type, int code, InetAddress from, OptionalInt replyTtl, long tag, int tagBits)
            implements EchoReply {}

    /** There was no answer in time. */
    record Silence() implements EchoReply {}

    /** Windows could not send it. */
    record Failure(int code, String name, String advice) implements EchoReply {}

    /** Windows said that it was done, and wrote nothing. */
    record Unwritten() implements EchoReply {}

    /** Of a request's data: the balance word, which stands before the tag. */
    int BALANCE = 2;

    /**
     * Reads a reply.
     *
     * @param in the buffer, little-endian, of at least 40 bytes
     * @param base its address, which pointers in it refer to
     * @param dataSize bytes that were sent
     */
    static EchoReply read(ByteBuffer in, long base, AddressFamily family, int dataSize) {
        boolean v6 = family == AddressFamily.IPV6;
        int code = in.getInt(v6 ? Layout.REPLY6_STATUS : Layout.REPLY_STATUS);
        if (code == EchoRequest.UNWRITTEN) {
            return new Unwritten();
        }
        Optional<IpStatus> known = IpStatus.of(code);
        if (known.isEmpty()) {
            return new Failure(
                    code,
                    "status " + Integer.toUnsignedString(code),
                    "Windows reports a status that is not known; see the IP_STATUS codes of ipexport.h");
        }
        IpStatus status = known.get();
        if (status.failed()) {
            return new Failure(code, "IP_" + status.name(), status.advice());
        }
        if (status.kind().isEmpty()) {
            return new Silence();
        }
        InetAddress from = v6 ? address6(in) : address(in, Layout.REPLY_ADDRESS, 4);
        return from.isAnyLocalAddress()
                ? unsent(status)
                : answer(in, base, family, dataSize, status, status.kind().get(), from);
    }

    /** An error without a sender comes from this host's own routing. */
    private static EchoReply unsent(IpStatus status) {
        return new Failure(
                status.code(), "IP_" + status.name(), "this host itself can't send it there; see `route print`");
    }

    private static EchoReply answer(
            ByteBuffer in,
            long base,
            AddressFamily family,
            int dataSize,
            IpStatus status,
            ReplyKind kind,
            InetAddress from) {
        boolean v6 = family == AddressFamily.IPV6;
        boolean echo = kind == ReplyKind.ECHO_REPLY;
        int data = v6 ? Layout.REPLY6 : data(in, base);
        int echoed = Math.min(v6 ? dataSize : dataSize(in), in.capacity() - data);
        int bytes = echo ? Math.max(0, Math.min(Long.BYTES, echoed - BALANCE)) : 0;
        OptionalInt replyTtl = echo && !v6
                ? OptionalInt.of(in.get(Layout.REPLY_OPTIONS + Layout.OPTIONS_TTL) & 0xff)
                : OptionalInt.empty();
        long tag = leading(in, data + BALANCE, bytes);
        return new Answer(kind, status.type(family), status.code(family), from, replyTtl, tag, Byte.SIZE * bytes);
    }

    private static int dataSize(ByteBuffer in) {
        return in.getShort(Layout.REPLY_DATA_SIZE) & 0xffff;
    }

    /** Where the echoed data begin; the buffer's end if the pointer leads elsewhere. */
    private static int data(ByteBuffer in, long base) {
        long offset = in.getLong(Layout.REPLY_DATA) - base;
        return offset >= Layout.REPLY && offset <= in.capacity() ? (int) offset : in.capacity();
    }

    private static long leading(ByteBuffer in, int offset, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (in.get(offset + i) & 0xffL) << Long.SIZE - Byte.SIZE * (i + 1);
        }
        return value;
    }

    private static InetAddress address6(ByteBuffer in) {
        InetAddress address = address(in, Layout.REPLY6_ADDRESS, 16);
        int scope = in.getInt(Layout.REPLY6_SCOPE);
        return address.isLinkLocalAddress() && scope > 0 ? RawAddress.of(address.getAddress(), scope) : address;
    }

    private static InetAddress address(ByteBuffer in, int offset, int length) {
        byte[] bytes = new byte[length];
        in.get(offset, bytes);
        return RawAddress.of(bytes);
    }
}
