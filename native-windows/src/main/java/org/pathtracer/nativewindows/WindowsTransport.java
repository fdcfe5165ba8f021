// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.pathtracer.core.loop.Defects;
import org.pathtracer.nativewindows.win32.IcmpCalls;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.spi.TransportLoop;

/** Echo requests of all operations, through one ICMP handle for each family. */
final class WindowsTransport implements ProbeTransport {
    private final WindowsLoop loop;
    private final Requests requests;
    private boolean closed;

    WindowsTransport(IcmpCalls calls, String name, TransportListener listener) {
        loop = new WindowsLoop(name);
        requests = new Requests(calls, loop, name, listener);
        loop.beforeTimers(requests::catchUp);
        loop.onDeath(cause -> listener.onBroken(Defects.exception("The transport's loop failed", cause)));
        loop.start();
    }

    @Override
    public TransportLoop loop() {
        return loop;
    }

    @Override
    public void send(Probe probe) {
        requests.add(probe);
    }

    @Override
    public void flush() {
        requests.run();
    }

    @Override
    public void cancel(int id) {
        requests.cancel(id);
    }

    /**
     * Requests under way can't be taken back, so they have a while to end. Until then the loop's thread must live: with
     * it end the requests that it began, and of many at once Wine 8 does not recover.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            CompletableFuture.runAsync(requests::stop, loop).join();
        } catch (RejectedExecutionException e) {
            // The loop ended by a failure, so nothing sends any more.
        }
        requests.drain();
        loop.close();
        requests.close();
    }
}
