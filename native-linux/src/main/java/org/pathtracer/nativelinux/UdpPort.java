// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import org.pathtracer.AddressFamily;
import org.pathtracer.nativeposix.LocalPort;
import org.pathtracer.spi.Probe;

/** A source port with the socket that sends from it. */
final class UdpPort extends LocalPort {
    private final PacketSocket socket;

    UdpPort(AddressFamily family, int number, PacketSocket socket) {
        super(family, number);
        this.socket = socket;
    }

    void add(Probe probe) {
        socket.add(probe);
    }

    @Override
    protected void close() {
        socket.close();
    }
}
