// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/**
 * A packet socket (packet(7)) on one device of the wire: all frames that arrive there. Each is preceded by the kernel's
 * virtio_net_hdr, which says whether the checksum is still to be computed; given back with the frame, it still holds.
 */
final class PacketSocket implements AutoCloseable {
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW_NONBLOCK_CLOEXEC = 3 | 0x800 | 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_VNET_HDR = 15;
    private static final int SOCKADDR_LL_BYTES = 20;
    /** Every protocol, in network byte order. */
    private static final byte[] ETH_P_ALL = {0, 3};

    /** Room for a burst that comes while the thread is not scheduled. */
    private static final int RECEIVE_BUFFER = 64 << 20;

    /** A large segment that was not cut yet, and its headers. */
    private static final int MAX_FRAME = 66_000;

    private final int fd;
    private final Pointer buffer = Memory.allocateDirect(Libc.RUNTIME, MAX_FRAME);

    private PacketSocket(int fd) {
        this.fd = fd;
    }

    static PacketSocket open(String device) {
        try {
            return Namespace.call(Plan.WIRE, () -> new PacketSocket(bound(device)));
        } catch (LabException e) {
            throw e;
        } catch (Exception e) {
            throw new LabException("no packet socket on " + device, e);
        }
    }

    private static int bound(String device) {
        int fd = Libc.check("socket", Libc.CALLS.socket(AF_PACKET, SOCK_RAW_NONBLOCK_CLOEXEC, 0));
        Libc.check("PACKET_VNET_HDR", setOption(fd, SOL_PACKET, PACKET_VNET_HDR, 1));
        // Only root may exceed net.core.rmem_max; an ordinary user gets what that allows.
        if (setOption(fd, SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER) < 0) {
            Libc.check("SO_RCVBUF", setOption(fd, SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER));
        }
        Pointer address = Memory.allocateDirect(Libc.RUNTIME, SOCKADDR_LL_BYTES, true);
        address.putShort(0, (short) AF_PACKET);
        address.put(2, ETH_P_ALL, 0, 2);
        address.putInt(4, Libc.CALLS.if_nametoindex(device));
        Libc.check("bind to " + device, Libc.CALLS.bind(fd, address, SOCKADDR_LL_BYTES));
        return fd;
    }

    private static int setOption(int fd, int level, int option, int number) {
        Pointer value = Memory.allocateDirect(Libc.RUNTIME, 4);
        value.putInt(0, number);
        return Libc.CALLS.setsockopt(fd, level, option, value, 4);
    }

    int fd() {
        return fd;
    }

    /** The next frame; empty if there is none. */
    byte[] receive() {
        byte[] bytes = new byte[(int) Math.max(0, Libc.CALLS.recv(fd, buffer, MAX_FRAME, 0))];
        buffer.get(0, bytes, 0, bytes.length);
        return bytes;
    }

    /** A frame that cannot leave is lost, as on any wire. */
    void send(byte[] bytes) {
        buffer.put(0, bytes, 0, bytes.length);
        long unused = Libc.CALLS.send(fd, buffer, bytes.length, 0);
    }

    @Override
    public void close() {
        Libc.CALLS.close(fd);
    }
}
