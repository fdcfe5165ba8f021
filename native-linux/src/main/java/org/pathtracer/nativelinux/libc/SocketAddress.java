// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** {@code sockaddr_in} and {@code sockaddr_in6} in memory. */
public final class SocketAddress {
    /** Bytes of an address of either family, at most. */
    public static final int MOST = Layout.SOCKADDR_IN6;

    private SocketAddress() {}

    /**
     * Writes an address; gives its length.
     *
     * @param port 0 to 65535
     * @param flowLabel for IPv6; it is heeded by sockets with {@code IPV6_FLOWINFO_SEND}, to which 0 means any
     */
    public static int write(NativeMemory memory, int offset, InetAddress address, int port, int flowLabel) {
        byte[] bytes = address.getAddress();
        boolean v6 = bytes.length == 16;
        int length = v6 ? Layout.SOCKADDR_IN6 : Layout.SOCKADDR_IN;
        for (int i = 0; i < length; i++) {
            memory.bytes().put(offset + i, (byte) 0);
        }
        memory.bytes().putShort(offset, (short) (v6 ? Linux.AF_INET6 : Linux.AF_INET));
        memory.networkOrder().putShort(offset + Layout.SIN_PORT, (short) port);
        memory.bytes().put(offset + (v6 ? Layout.SIN6_ADDR : Layout.SIN_ADDR), bytes);
        if (address instanceof Inet6Address scoped) {
            memory.networkOrder().putInt(offset + Layout.SIN6_FLOWINFO, flowLabel);
            memory.bytes().putInt(offset + Layout.SIN6_SCOPE, scoped.getScopeId());
        }
        return length;
    }

    /** The port of an address that {@link #read} can read. */
    public static int port(NativeMemory memory, int offset) {
        return memory.networkOrder().getShort(offset + Layout.SIN_PORT) & 0xffff;
    }

    /** Reads an address, with the link's index as zone for a link-local one; empty if it is none or does not fit. */
    public static Optional<InetAddress> read(NativeMemory memory, int offset, int length) {
        if (length < Short.BYTES) {
            return Optional.empty();
        }
        int family = memory.bytes().getShort(offset);
        try {
            if (family == Linux.AF_INET && length >= Layout.SOCKADDR_IN) {
                return Optional.of(InetAddress.getByAddress(bytes(memory.bytes(), offset + Layout.SIN_ADDR, 4)));
            } else if (family == Linux.AF_INET6 && length >= Layout.SOCKADDR_IN6) {
                return Optional.of(inet6(memory.bytes(), offset));
            }
        } catch (UnknownHostException e) {
            // Not with 4 or 16 bytes.
            throw new IllegalStateException(e);
        }
        return Optional.empty();
    }

    private static InetAddress inet6(ByteBuffer in, int offset) throws UnknownHostException {
        byte[] bytes = bytes(in, offset + Layout.SIN6_ADDR, 16);
        int scope = in.getInt(offset + Layout.SIN6_SCOPE);
        return scope == 0 ? InetAddress.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, scope);
    }

    private static byte[] bytes(ByteBuffer in, int offset, int count) {
        byte[] bytes = new byte[count];
        in.get(offset, bytes);
        return bytes;
    }
}
