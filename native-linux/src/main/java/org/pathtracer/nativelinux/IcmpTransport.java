// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.pathtracer.AddressFamily;
import org.pathtracer.ProbeOutcome;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativelinux.libc.KernelClock;
import org.pathtracer.nativelinux.libc.ReceiveBatch;
import org.pathtracer.nativelinux.libc.SendBatch;
import org.pathtracer.nativelinux.loop.PollLoop;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.spi.TransportLoop;

/**
 * Echo requests over a few sockets that all operations share: one for each family, with and without don't-fragment,
 * opened when first needed. Sending and reading alternate in small batches, so that a burst's answers never outgrow the
 * receive buffer.
 */
final class IcmpTransport implements ProbeTransport {
    /** Batches after which others on the loop have their turn. */
    private static final int MOST_ROUNDS = 16;

    private record SocketKey(AddressFamily family, boolean dontFragment) {}

    private record Failure(int probeId, ProbeOutcome.SendFailed outcome) {}

    private final SocketKind kind;
    private final PollLoop loop;
    private final TransportListener listener;
    private final int rawIdentifier = new SecureRandom().nextInt(1 << 16);
    private final KernelClock clock = new KernelClock();
    private final SendBatch sendBatch = new SendBatch();
    private final ReceiveBatch errorBatch = new ReceiveBatch();
    private final ReceiveBatch answerBatch = new ReceiveBatch();
    private final Map<SocketKey, IcmpSocket> sockets = new HashMap<>();
    private final List<IcmpSocket> open = new ArrayList<>();
    private final ArrayDeque<Failure> failures = new ArrayDeque<>();
    private boolean pumping;
    private boolean closed;

    IcmpTransport(SocketKind kind, PollLoop loop, TransportListener listener) {
        this.kind = kind;
        this.loop = loop;
        this.listener = listener;
        loop.onLateTimer(this::pump);
    }

    @Override
    public TransportLoop loop() {
        return loop;
    }

    @Override
    public void send(Probe probe) {
        if (closed) {
            return;
        }
        SocketKey key = new SocketKey(probe.profile().family(), probe.profile().dontFragment());
        try {
            socket(key).add(probe);
        } catch (SystemCallException e) {
            failures.add(new Failure(
                    probe.id(), new ProbeOutcome.SendFailed(e.operation(), e.errno(), e.errorName(), e.advice())));
        }
    }

    private IcmpSocket socket(SocketKey key) {
        IcmpSocket known = sockets.get(key);
        if (known == null) {
            known = new IcmpSocket(
                    kind, key.family, key.dontFragment, rawIdentifier, loop, this::pump, listener, clock);
            sockets.put(key, known);
            open.add(known);
        }
        return known;
    }

    @Override
    public void flush() {
        if (!pumping && hasWork()) {
            pump();
        }
    }

    /** Sends and reads in turns until there is nothing more to do. */
    private void pump() {
        if (pumping || closed) {
            return;
        }
        pumping = true;
        try {
            int rounds = 0;
            do {
                round();
            } while (hasWork() && ++rounds < MOST_ROUNDS);
        } finally {
            pumping = false;
        }
        if (hasWork()) {
            loop.execute(this::pump);
        }
    }

    private void round() {
        Failure failure;
        while ((failure = failures.poll()) != null) {
            listener.onSendFailed(failure.probeId, failure.outcome);
        }
        // By index: what the listener does may open another socket.
        for (int i = 0; i < open.size(); i++) {
            IcmpSocket socket = open.get(i);
            if (socket.canSend()) {
                socket.sendBatch(sendBatch);
            }
            socket.drain(errorBatch, answerBatch);
        }
        listener.onDrained();
    }

    private boolean hasWork() {
        return !failures.isEmpty() || open.stream().anyMatch(IcmpSocket::canSend);
    }

    /**
     * The sockets go first, on their own thread: nothing may touch a descriptor's number once it is somebody else's.
     */
    @Override
    public void close() {
        try {
            loop.execute(this::closeSockets);
        } catch (RejectedExecutionException e) {
            // Closed before; the sockets too.
        }
        loop.close();
    }

    private void closeSockets() {
        closed = true;
        open.forEach(IcmpSocket::close);
        open.clear();
        sockets.clear();
        failures.clear();
    }
}
