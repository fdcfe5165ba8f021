// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pathtracer.ProbeOutcome;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.TransportLoop;

/**
 * The TCP probes without privileges. The kernel has one connection at a time with the same addresses and ports. Of one
 * operation, the next probe of a flow takes the place of the one before: who sends it waits no longer for that. Of
 * several operations, the later ones wait for their turn, and fail if it does not come within half of their timeout.
 */
final class Connections {
    private static final class Waiting {
        final Connection connection;
        TransportLoop.@Nullable Timer patience;

        Waiting(Connection connection) {
            this.connection = connection;
        }
    }

    private final Flights flights;
    private final Sockets sockets;
    private final Pump pump;
    private final Map<Flights.Flow, Connection> current = new HashMap<>();
    private final Map<Flights.Flow, ArrayDeque<Waiting>> queues = new HashMap<>();

    Connections(Flights flights, Sockets sockets, Pump pump) {
        this.flights = flights;
        this.sockets = sockets;
        this.pump = pump;
    }

    /** Takes a probe whose flight was added. */
    void add(Probe probe, ReservedPort port) {
        Connection connection = new Connection(probe, port, this, sockets, pump);
        Connection before = current.get(flow(connection));
        if (before != null && sameOperation(before.probe, probe)) {
            end(before);
        }
        if (current.containsKey(flow(connection))) {
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

    private static Flights.Flow flow(Connection connection) {
        return new Flights.Flow(
                connection.probe.profile().destination(), connection.port.number, connection.probe.destinationPort());
    }

    private void start(Connection connection) {
        current.put(flow(connection), connection);
        pump.ready(connection);
    }

    private void enqueue(Connection connection) {
        Waiting waiting = new Waiting(connection);
        queues.computeIfAbsent(flow(connection), flow -> new ArrayDeque<>()).add(waiting);
        long until = pump.loop.nanoTime() + connection.probe.timeoutNanos() / 2;
        waiting.patience = pump.loop.schedule(() -> giveUp(waiting), until);
    }

    private void giveUp(Waiting waiting) {
        if (dequeue(waiting)) {
            flights.end(waiting.connection.probe.id());
            pump.fail(
                    waiting.connection.probe.id(),
                    new ProbeOutcome.SendFailed(
                            "connect",
                            Errno.EADDRINUSE,
                            Errno.name(Errno.EADDRINUSE),
                            "another operation probes the same flow; choose another flow number or source port,"
                                    + " or use raw sockets"));
            pump.flush();
        }
    }

    /** Takes one out of the line; false if it is no longer there. */
    private boolean dequeue(Waiting waiting) {
        Flights.Flow flow = flow(waiting.connection);
        ArrayDeque<Waiting> queue = queues.get(flow);
        if (queue == null || !queue.remove(waiting)) {
            return false;
        }
        if (queue.isEmpty()) {
            queues.remove(flow);
        }
        return true;
    }

    /** Nobody waits for a probe any more. */
    void cancel(Probe probe, int sourcePort) {
        Flights.Flow flow = new Flights.Flow(probe.profile().destination(), sourcePort, probe.destinationPort());
        Connection connection = current.get(flow);
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

    void answered(Connection connection, Reply reply) {
        end(connection);
        pump.listener.onReply(reply);
    }

    void failed(Connection connection, ProbeOutcome.SendFailed failure) {
        end(connection);
        pump.listener.onSendFailed(connection.probe.id(), failure);
    }

    /** It came to an end that shows nothing of an answer: its probe is given up when its time comes. */
    void lost(Connection connection) {
        end(connection);
    }

    private void end(Connection connection) {
        connection.close();
        flights.end(connection.probe.id());
        Flights.Flow flow = flow(connection);
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
