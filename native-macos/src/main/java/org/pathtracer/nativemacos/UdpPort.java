// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import org.pathtracer.AddressFamily;
import org.pathtracer.nativeposix.LocalPort;

/** A UDP port: a socket that keeps others away from it and is read, and those by which its probes leave. */
final class UdpPort extends LocalPort {
    final ReceiveSocket receiveSocket;
    private final SendSockets sendSockets;

    UdpPort(AddressFamily family, int number, ReceiveSocket receiveSocket, SendSockets sendSockets) {
        super(family, number);
        this.receiveSocket = receiveSocket;
        this.sendSockets = sendSockets;
    }

    @Override
    protected void close() {
        sendSockets.closeAll(this);
        receiveSocket.close();
    }
}
