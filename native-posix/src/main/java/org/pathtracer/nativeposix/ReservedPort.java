// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.nativeposix.libc.SocketCalls;

/** A source port of TCP that a bound socket keeps other connections away from. */
public final class ReservedPort extends LocalPort {
    private final int fd;
    private final SocketCalls calls;
    private final Channel socket;

    /** Owns a bound socket from now on. */
    public ReservedPort(AddressFamily family, int number, int fd, SocketCalls calls, OpenSockets openSockets) {
        super(family, number);
        this.fd = fd;
        this.calls = calls;
        socket = new Channel() {
            private boolean closed;

            @Override
            protected boolean turn() {
                return false;
            }

            @Override
            protected void close() {
                if (!closed) {
                    closed = true;
                    calls.close(fd);
                    openSockets.forget(this);
                }
            }
        };
        openSockets.own(socket);
    }

    /** Binds a socket of ours to the port. */
    public void lend(int borrower, Optional<InetAddress> source) {
        calls.lendPort(fd, borrower, family, source, number);
    }

    @Override
    protected void close() {
        socket.close();
    }
}
