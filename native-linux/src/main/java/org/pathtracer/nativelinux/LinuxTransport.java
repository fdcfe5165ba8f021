// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.loop.PollLoop;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.spi.TransportLoop;

/** Probes over the sockets of one kind, which all operations share. */
final class LinuxTransport implements ProbeTransport {
    private final PollLoop loop;
    private final Pump pump;
    private final Lanes lanes;

    LinuxTransport(PollLoop loop, TransportListener listener, Function<Pump, Lanes> lanes) {
        this.loop = loop;
        this.pump = new Pump(loop, listener);
        this.lanes = lanes.apply(pump);
    }

    @Override
    public TransportLoop loop() {
        return loop;
    }

    @Override
    public void send(Probe probe) {
        if (pump.closed()) {
            return;
        }
        try {
            lanes.add(probe);
        } catch (SystemCallException e) {
            pump.fail(probe.id(), Errno.sendFailed(e));
        }
    }

    @Override
    public void flush() {
        pump.flush();
    }

    @Override
    public void cancel(int id) {
        lanes.cancel(id);
    }

    /**
     * The sockets go first, on their own thread: nothing may touch a descriptor's number once it is somebody else's.
     */
    @Override
    public void close() {
        try {
            loop.execute(pump::close);
        } catch (RejectedExecutionException e) {
            // Closed before; the sockets too.
        }
        loop.close();
    }
}
