// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.libc;

import org.pathtracer.nativeposix.libc.LoadedLibrary;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.libc.PacketWriter;
import org.pathtracer.nativeposix.libc.SocketAddress;
import org.pathtracer.spi.Probe;

/** Room for one packet to be sent, and its address. */
public final class SendBuffer {
    private static final int DATA_OFFSET = SocketAddress.MOST + 4;
    private static final int DATA = 1 << 16;

    private final Libc libc = DarwinSystem.libc();
    private final NativeMemory memory = new NativeMemory(DATA_OFFSET + DATA);

    /** Sends a probe; 0 or errno. */
    public int send(int fd, Probe probe, PacketWriter writer) {
        int length = writer.length(probe);
        writer.write(probe, memory.networkOrder(), DATA_OFFSET, length);
        int address = DarwinSystem.ADDRESSES.write(memory, 0, probe.profile().destination(), writer.port(probe), 0);
        long sent =
                libc.sendto(fd, memory.pointer(DATA_OFFSET), length, Darwin.MSG_DONTWAIT, memory.pointer(), address);
        return sent < 0 ? LoadedLibrary.error() : 0;
    }
}
