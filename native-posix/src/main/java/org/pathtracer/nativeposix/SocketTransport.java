// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativeposix.libc.ErrorNames;
import org.pathtracer.nativeposix.libc.KernelClock;
import org.pathtracer.nativeposix.loop.PollLoop;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.spi.TransportLoop;

/** Probes over the sockets of one kind, which all operations share. */
public final class SocketTransport implements ProbeTransport {
    private final PollLoop loop;
    private final OpenSockets openSockets;
    private final ProbeSockets sockets;

    public SocketTransport(
            PollLoop loop, TransportListener listener, KernelClock clock, Function<OpenSockets, ProbeSockets> sockets) {
        this.loop = loop;
        this.openSockets = new OpenSockets(loop, listener, clock);
        this.sockets = sockets.apply(openSockets);
    }

    @Override
    public TransportLoop loop() {
        return loop;
    }

    @Override
    public void send(Probe probe) {
        if (openSockets.closed()) {
            return;
        }
        try {
            sockets.add(probe);
        } catch (SystemCallException e) {
            openSockets.fail(probe.id(), ErrorNames.sendFailed(e));
        }
    }

    @Override
    public void flush() {
        openSockets.flush();
    }

    @Override
    public void cancel(int id) {
        sockets.cancel(id);
    }

    /** The sockets go first, on their own thread: nothing may touch a descriptor's number once it is another file's. */
    @Override
    public void close() {
        try {
            loop.execute(openSockets::close);
        } catch (RejectedExecutionException e) {
            // Closed before; the sockets too.
        }
        loop.close();
    }
}
