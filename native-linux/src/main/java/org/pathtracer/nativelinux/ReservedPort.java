// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import org.pathtracer.AddressFamily;
import org.pathtracer.nativelinux.libc.SocketCalls;

/** A source port of TCP that a bound socket keeps the host's own connections away from. */
final class ReservedPort extends LocalPort {
    private final Channel socket;

    /** Owns a bound socket from now on. */
    ReservedPort(AddressFamily family, int number, int fd, SocketCalls calls, Pump pump) {
        super(family, number);
        socket = new Channel() {
            private boolean closed;

            @Override
            boolean turn() {
                return false;
            }

            @Override
            void close() {
                if (!closed) {
                    closed = true;
                    calls.close(fd);
                    pump.forget(this);
                }
            }
        };
        pump.own(socket);
    }

    @Override
    void close() {
        socket.close();
    }
}
