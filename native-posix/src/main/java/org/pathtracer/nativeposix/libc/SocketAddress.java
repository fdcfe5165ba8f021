// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.libc;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.pathtracer.core.packet.RawAddress;

/** {@code sockaddr_in} and {@code sockaddr_in6} in memory. */
public final class SocketAddress {
    /** Bytes of an address of either family, at most. */
    public static final int MOST = 28;

    private static final int SOCKADDR_IN = 16;
    private static final int SOCKADDR_IN6 = 28;
    private static final int SIN_PORT = 2;
    private static final int SIN_ADDR = 4;
    private static final int SIN6_FLOWINFO = 4;
    private static final int SIN6_ADDR = 8;
    private static final int SIN6_SCOPE = 24;

    private final int inet6;
    private final boolean withLength;

    /**
     * The layout of a system.
     *
     * @param inet6 its {@code AF_INET6}
     * @param withLength whether an address begins with its length in one byte and its family in the next, as BSD has
     *     it, and not with its family in two
     */
    public SocketAddress(int inet6, boolean withLength) {
        this.inet6 = inet6;
        this.withLength = withLength;
    }

    /**
     * Writes an address; gives its length.
     *
     * @param port 0 to 65535
     * @param flowLabel for IPv6; it is heeded by sockets with {@code IPV6_FLOWINFO_SEND}, to which 0 means any
     */
    public int write(NativeMemory memory, int offset, InetAddress address, int port, int flowLabel) {
        byte[] bytes = address.getAddress();
        boolean v6 = bytes.length == 16;
        int length = v6 ? SOCKADDR_IN6 : SOCKADDR_IN;
        for (int i = 0; i < length; i++) {
            memory.bytes().put(offset + i, (byte) 0);
        }
        putFamily(memory.bytes(), offset, v6 ? inet6 : Posix.AF_INET, length);
        memory.networkOrder().putShort(offset + SIN_PORT, (short) port);
        memory.bytes().put(offset + (v6 ? SIN6_ADDR : SIN_ADDR), bytes);
        if (address instanceof Inet6Address scoped) {
            memory.networkOrder().putInt(offset + SIN6_FLOWINFO, flowLabel);
            memory.bytes().putInt(offset + SIN6_SCOPE, scoped.getScopeId());
        }
        return length;
    }

    private void putFamily(ByteBuffer out, int offset, int family, int length) {
        if (withLength) {
            out.put(offset, (byte) length);
            out.put(offset + 1, (byte) family);
        } else {
            out.putShort(offset, (short) family);
        }
    }

    /** The port of an address that {@link #read} can read. */
    public static int port(NativeMemory memory, int offset) {
        return memory.networkOrder().getShort(offset + SIN_PORT) & 0xffff;
    }

    /**
     * Reads an address, with the link's index as zone for a link-local one; empty if it is not valid or does not fit.
     */
    public Optional<InetAddress> read(NativeMemory memory, int offset, int length) {
        if (length < Short.BYTES) {
            return Optional.empty();
        }
        int family =
                withLength ? memory.bytes().get(offset + 1) : memory.bytes().getShort(offset);
        if (family == Posix.AF_INET && length >= SOCKADDR_IN) {
            return Optional.of(RawAddress.of(bytes(memory.bytes(), offset + SIN_ADDR, 4)));
        } else if (family == inet6 && length >= SOCKADDR_IN6) {
            return Optional.of(inet6(memory.bytes(), offset));
        }
        return Optional.empty();
    }

    private static InetAddress inet6(ByteBuffer in, int offset) {
        return RawAddress.of(bytes(in, offset + SIN6_ADDR, 16), in.getInt(offset + SIN6_SCOPE));
    }

    private static byte[] bytes(ByteBuffer in, int offset, int count) {
        byte[] bytes = new byte[count];
        in.get(offset, bytes);
        return bytes;
    }
}
