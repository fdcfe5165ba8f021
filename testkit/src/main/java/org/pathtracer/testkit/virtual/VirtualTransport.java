// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.virtual;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.TransportListener;

/**
 * A transport on virtual time, whatever becomes of the probes that leave.
 *
 * @since 0.1.0
 */
public abstract class VirtualTransport implements ProbeTransport {
    protected final VirtualLoop loop;
    protected final TransportListener listener;
    /** The probes that are neither answered nor cancelled, by number. Changed by this class alone. */
    protected final Map<Integer, Probe> awaited = new HashMap<>();

    private List<Probe> outbox = new ArrayList<>();
    private boolean drainedSoon;

    protected VirtualTransport(VirtualLoop loop, TransportListener listener) {
        this.loop = loop;
        this.listener = listener;
    }

    @Override
    public final VirtualLoop loop() {
        return loop;
    }

    @Override
    public void send(Probe probe) {
        outbox.add(probe);
        awaited.put(probe.id(), probe);
    }

    @Override
    public final void flush() {
        if (outbox.isEmpty()) {
            return;
        }
        List<Probe> leaving = outbox;
        outbox = new ArrayList<>();
        onArrival(loop.nanoTime(), () -> {
            leaving.forEach(this::leave);
            drained();
        });
    }

    /** Lets a probe leave now, or {@linkplain #fail not}, and its answers arrive in time. */
    protected abstract void leave(Probe probe);

    /** Tells that a probe could not leave. */
    protected final void fail(Probe probe, ProbeOutcome.SendFailed failure) {
        awaited.remove(probe.id());
        listener.onSendFailed(probe.id(), failure);
    }

    /** Runs something at the time at which an answer arrives. */
    protected final void onArrival(long nanos, Runnable arrival) {
        loop.arrive(arrival, nanos);
    }

    /** Hands over an answer that arrives now; after a forged one, a better one may follow. */
    protected final void deliver(Reply reply, boolean forged) {
        if (!forged) {
            awaited.remove(reply.id());
        }
        listener.onReply(reply);
        drained();
    }

    /** Tells of an answer that shows too little to say to which probe it belongs. */
    protected final void deliverUnidentified(InetAddress destination) {
        listener.onUnidentified(destination);
        drained();
    }

    /** Once for all that arrives at the same time. */
    private void drained() {
        if (!drainedSoon) {
            drainedSoon = true;
            loop.afterArrivals(() -> {
                drainedSoon = false;
                listener.onDrained();
            });
        }
    }

    /** The one of those awaited of which this holds; empty if there are several or none. */
    protected final Optional<Probe> only(Predicate<Probe> condition) {
        Probe found = null;
        for (Probe probe : awaited.values()) {
            if (condition.test(probe)) {
                if (found != null) {
                    return Optional.empty();
                }
                found = probe;
            }
        }
        return Optional.ofNullable(found);
    }

    @Override
    public void cancel(int id) {
        awaited.remove(id);
    }

    @Override
    public void close() {
        loop.close();
    }
}
