// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

import java.nio.ByteBuffer;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.libc.Posix;

/** Writes the control messages of one packet to be sent. */
final class ControlWriter {
    private final NativeMemory memory;
    private final int start;
    private int position;

    ControlWriter(NativeMemory memory, int start) {
        this.memory = memory;
        this.start = start;
        this.position = start;
    }

    void add(int level, int type, int value) {
        int data = begin(level, type, Integer.BYTES);
        memory.bytes().putInt(data, value);
    }

    /** {@code struct in_pktinfo}: interface, then the source address. */
    void addPacketInfo(int interfaceIndex, byte[] source) {
        int data = begin(Posix.IPPROTO_IP, Linux.IP_PKTINFO, Layout.IN_PKTINFO);
        memory.bytes().putInt(data, interfaceIndex);
        put(data + 4, source, 4);
        memory.bytes().putInt(data + 8, 0);
    }

    /** {@code struct in6_pktinfo}: the source address, then the interface. */
    void addPacketInfo6(int interfaceIndex, byte[] source) {
        int data = begin(Posix.IPPROTO_IPV6, Linux.IPV6_PKTINFO, Layout.IN6_PKTINFO);
        put(data, source, 16);
        memory.bytes().putInt(data + 16, interfaceIndex);
    }

    /** Bytes written. */
    int length() {
        return position - start;
    }

    private int begin(int level, int type, int dataLength) {
        ByteBuffer bytes = memory.bytes();
        bytes.putLong(position, Layout.CMSGHDR + dataLength);
        bytes.putInt(position + Layout.CMSG_LEVEL, level);
        bytes.putInt(position + Layout.CMSG_TYPE, type);
        int data = position + Layout.CMSGHDR;
        position = data + Layout.aligned(dataLength);
        return data;
    }

    private void put(int offset, byte[] address, int size) {
        for (int i = 0; i < size; i++) {
            memory.bytes().put(offset + i, i < address.length ? address[i] : 0);
        }
    }
}
