// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.util.function.BiConsumer;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/**
 * Every IP packet on one device, in and out, each with the kernel's time: packet(7), as tcpdump does it. Shares nothing
 * with the library.
 */
final class PacketCapture implements AutoCloseable {
    private static final int AF_PACKET = 17;
    private static final int SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 0x800 | 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int BUFFER = 8 << 20;
    /** The time of the packet that was received last, as a timespec. */
    private static final long SIOCGSTAMPNS = 0x8907;

    private static final int SOCKADDR_LL_BYTES = 20;
    private static final byte[] ETH_P_ALL = {0, 3};
    private static final int MAX_PACKET = 66_000;

    private final int fd;
    private final Pointer buffer = Memory.allocateDirect(PacketCalls.RUNTIME, MAX_PACKET);
    private final Pointer timespec = Memory.allocateDirect(PacketCalls.RUNTIME, 16, true);

    PacketCapture(String device) {
        fd = check("socket", PacketCalls.LIBC.socket(AF_PACKET, SOCK_DGRAM_NONBLOCK_CLOEXEC, 0));
        Pointer size = Memory.allocateDirect(PacketCalls.RUNTIME, 4);
        size.putInt(0, BUFFER);
        check("SO_RCVBUF", PacketCalls.LIBC.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, size, 4));
        // The first time it is asked for, the kernel has none, but begins to take them.
        int unused = PacketCalls.LIBC.ioctl(fd, SIOCGSTAMPNS, timespec);
        Pointer address = Memory.allocateDirect(PacketCalls.RUNTIME, SOCKADDR_LL_BYTES, true);
        address.putShort(0, (short) AF_PACKET);
        address.put(2, ETH_P_ALL, 0, 2);
        address.putInt(4, check(device, PacketCalls.LIBC.if_nametoindex(device)));
        check("bind", PacketCalls.LIBC.bind(fd, address, SOCKADDR_LL_BYTES));
    }

    /** Hands over what was captured since the last call: the packet from its IP header on, and its time. */
    void drain(BiConsumer<byte[], Long> packets) {
        long length;
        while ((length = PacketCalls.LIBC.recv(fd, buffer, MAX_PACKET, 0)) > 0) {
            check("SIOCGSTAMPNS", PacketCalls.LIBC.ioctl(fd, SIOCGSTAMPNS, timespec));
            byte[] packet = new byte[(int) length];
            buffer.get(0, packet, 0, packet.length);
            packets.accept(packet, timespec.getLong(0) * 1_000_000_000L + timespec.getLong(8));
        }
    }

    private static int check(String call, int result) {
        if (result < 0) {
            throw new IllegalStateException(call + ": errno " + PacketCalls.RUNTIME.getLastError());
        }
        return result;
    }

    @Override
    public void close() {
        PacketCalls.LIBC.close(fd);
    }
}
