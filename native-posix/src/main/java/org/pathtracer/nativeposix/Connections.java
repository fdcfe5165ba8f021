// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.pathtracer.nativeposix.libc.ErrorNames;
import org.pathtracer.nativeposix.libc.SocketCalls;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.TransportLoop;

/**
 * The TCP probes without privileges. Each ends before the kernel repeats its packet, answered or not. The kernel has
 * one connection at a time with the same addresses and ports. Of one operation, the next probe of a flow takes the
 * place of the one before, which its sender no longer waits for. Of several operations, the later ones wait for their
 * turn, and fail if it does not come within half of their timeout.
 */
public final class Connections {
    /** Makes a connection that is not begun. */
    public interface Opener {
        ProbeConnection of(Probe probe, ReservedPort port, Connections connections);
    }

    private static final class Waiting {
        final ProbeConnection connection;
        TransportLoop.@Nullable Timer patience;

        Waiting(ProbeConnection connection) {
            this.connection = connection;
        }
    }

    private final InFlightProbes inFlight;
    private final ErrorNames errors;
    private final Opener opener;
    private final OpenSockets openSockets;
    private final Beginnings beginnings;
    /** Those that were begun, and for a while some that have ended. */
    private final PriorityQueue<ProbeConnection> byEnd =
            new PriorityQueue<>((one, other) -> Long.signum(one.endNanos() - other.endNanos()));

    private TransportLoop.@Nullable Timer endTimer;
    private final Map<InFlightProbes.Flow, ProbeConnection> current = new HashMap<>();
    private final Map<InFlightProbes.Flow, ArrayDeque<Waiting>> queues = new HashMap<>();

    /** None yet. */
    public Connections(InFlightProbes inFlight, SocketCalls calls, Opener opener, OpenSockets openSockets) {
        this.inFlight = inFlight;
        this.errors = calls.system().errors();
        this.opener = opener;
        this.openSockets = openSockets;
        beginnings = new Beginnings(this, errors, calls.descriptorLimit(), openSockets);
    }

    /** Takes a probe that was added to those in flight. */
    public void add(Probe probe, ReservedPort port) {
        ProbeConnection connection = opener.of(probe, port, this);
        ProbeConnection before = current.get(connection.flow());
        if (before != null && sameOperation(before.probe, probe)) {
            end(before);
        }
        if (current.containsKey(connection.flow())) {
            enqueue(connection);
        } else {
            start(connection);
        }
    }

    /** The profile is an object of one operation. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean sameOperation(Probe one, Probe other) {
        return one.profile() == other.profile();
    }

    private void start(ProbeConnection connection) {
        current.put(connection.flow(), connection);
        beginnings.add(connection);
    }

    private void enqueue(ProbeConnection connection) {
        Waiting waiting = new Waiting(connection);
        queues.computeIfAbsent(connection.flow(), flow -> new ArrayDeque<>()).add(waiting);
        long until = openSockets.loop.nanoTime() + connection.probe.timeoutNanos() / 2;
        waiting.patience = openSockets.loop.schedule(() -> giveUp(waiting), until);
    }

    private void giveUp(Waiting waiting) {
        if (dequeue(waiting)) {
            int inUse = errors.number("EADDRINUSE");
            inFlight.end(waiting.connection.probe.id());
            openSockets.fail(
                    waiting.connection.probe.id(),
                    new ProbeOutcome.SendFailed(
                            "connect",
                            inUse,
                            errors.name(inUse),
                            "another operation probes the same flow; choose another flow number or source port,"
                                    + " or on Linux raw sockets"));
            openSockets.flush();
        }
    }

    /** Takes one out of the line; false if it is no longer there. */
    private boolean dequeue(Waiting waiting) {
        InFlightProbes.Flow flow = waiting.connection.flow();
        ArrayDeque<Waiting> queue = queues.get(flow);
        if (queue == null || !queue.remove(waiting)) {
            return false;
        }
        if (queue.isEmpty()) {
            queues.remove(flow);
        }
        return true;
    }

    /** The probe of the connection that an ICMP error quotes, which ends with that. */
    public Optional<Probe> quoted(InFlightProbes.Flow flow) {
        Optional<ProbeConnection> connection = Optional.ofNullable(current.get(flow));
        connection.ifPresent(this::end);
        return connection.map(ended -> ended.probe);
    }

    /** Forgets a probe that is not awaited any more. */
    public void cancel(Probe probe, int sourcePort) {
        InFlightProbes.Flow flow =
                new InFlightProbes.Flow(probe.profile().destination(), sourcePort, probe.destinationPort());
        ProbeConnection connection = current.get(flow);
        if (connection != null && connection.probe.id() == probe.id()) {
            end(connection);
            return;
        }
        queues.getOrDefault(flow, new ArrayDeque<>()).stream()
                .filter(waiting -> waiting.connection.probe.id() == probe.id())
                .findFirst()
                .ifPresent(waiting -> {
                    dequeue(waiting);
                    cancel(waiting.patience);
                });
    }

    private static void cancel(TransportLoop.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }

    public void answered(ProbeConnection connection, Reply reply) {
        end(connection);
        openSockets.listener.onReply(reply);
    }

    public void failed(ProbeConnection connection, ProbeOutcome.SendFailed failure) {
        end(connection);
        openSockets.listener.onSendFailed(connection.probe.id(), failure);
    }

    /** It has left: from now on its time runs. */
    void begun(ProbeConnection connection) {
        byEnd.add(connection);
        if (byEnd.peek() == connection) {
            cancel(endTimer);
            awaitEnd();
        }
    }

    private void awaitEnd() {
        ProbeConnection next;
        while ((next = byEnd.peek()) != null && next.closed()) {
            byEnd.remove();
        }
        endTimer = next == null ? null : openSockets.loop.schedule(this::endDue, next.endNanos());
    }

    private void endDue() {
        endTimer = null;
        try {
            endAllDue();
        } finally {
            if (endTimer == null) {
                awaitEnd();
            }
        }
        openSockets.tell();
    }

    private void endAllDue() {
        ProbeConnection next;
        while ((next = byEnd.peek()) != null && (next.closed() || next.endNanos() - openSockets.loop.nanoTime() <= 0)) {
            byEnd.remove();
            // What has come and was not told yet counts.
            next.turn();
            if (!next.closed()) {
                unanswered(next);
            }
        }
    }

    /** The kernel shows that no answer came to the packet that is the probe, or none can be told any more. */
    public void unanswered(ProbeConnection connection) {
        end(connection);
        openSockets.listener.onUnanswered(connection.probe.id());
    }

    /** It came to an end that shows nothing of an answer: its probe is given up when its time comes. */
    public void lost(ProbeConnection connection) {
        end(connection);
    }

    private void end(ProbeConnection connection) {
        boolean begun = connection.begun();
        connection.close();
        if (begun) {
            beginnings.ended();
        }
        inFlight.end(connection.probe.id());
        InFlightProbes.Flow flow = connection.flow();
        current.remove(flow);
        ArrayDeque<Waiting> queue = queues.get(flow);
        if (queue != null) {
            Waiting next = queue.remove();
            if (queue.isEmpty()) {
                queues.remove(flow);
            }
            cancel(next.patience);
            start(next.connection);
        }
    }
}
