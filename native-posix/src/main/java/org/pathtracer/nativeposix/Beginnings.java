// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.util.ArrayDeque;
import java.util.Set;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativeposix.libc.ErrorNames;

/**
 * Begins connections a few at a time. After each short while of that the poller is asked, since what it tells of
 * connections under way is all that is known of when they were answered: a loop that begins thousands in a row measures
 * its own delay. Where a process has few descriptors left, those that wait are begun as others end.
 */
final class Beginnings extends Channel {
    /** How long to begin connections before looking what became of others. */
    private static final long SLICE_NANOS = 1_000_000;

    /** How soon to look for descriptors again that others in this process may have given back. */
    private static final long AGAIN_NANOS = 20_000_000;

    private static final Set<String> NO_DESCRIPTORS = Set.of("EMFILE", "ENFILE");

    /** Of all descriptors that the process may have, this share is left to its other parts, for files and classes. */
    private static final int SPARE_SHARE = 8;

    private static final int LEAST_SPARE = 32;

    private final ArrayDeque<ProbeConnection> waiting = new ArrayDeque<>();
    private final Connections connections;
    private final ErrorNames errors;
    private final OpenSockets openSockets;
    /** The system gives the lowest number that is free, so higher ones mean that few are left. */
    private final int highest;

    private int underWay;
    private int most = Integer.MAX_VALUE;
    private boolean looking;

    Beginnings(Connections connections, ErrorNames errors, int descriptorLimit, OpenSockets openSockets) {
        this.connections = connections;
        this.errors = errors;
        this.openSockets = openSockets;
        highest = descriptorLimit - Math.min(descriptorLimit / 2, Math.max(LEAST_SPARE, descriptorLimit / SPARE_SHARE));
    }

    void add(ProbeConnection connection) {
        connection.orderedNanos = openSockets.loop.nanoTime();
        waiting.add(connection);
        openSockets.ready(this);
    }

    /** A connection that was begun has given its descriptor back. */
    void ended() {
        underWay--;
        if (underWay == 0) {
            most = Integer.MAX_VALUE;
        }
        if (!waiting.isEmpty()) {
            openSockets.ready(this);
        }
    }

    @Override
    protected boolean turn() {
        long until = openSockets.loop.nanoTime() + SLICE_NANOS;
        while (!waiting.isEmpty() && underWay < most && openSockets.loop.nanoTime() - until < 0) {
            begin(waiting.remove());
        }
        // The next round begins by asking the poller.
        return !waiting.isEmpty() && underWay < most;
    }

    private void begin(ProbeConnection connection) {
        if (connection.closed()) {
            return;
        }
        try {
            underWay++;
            if (connection.begin() > highest) {
                most = underWay;
            }
        } catch (SystemCallException e) {
            underWay--;
            if (errors.isOneOf(e, NO_DESCRIPTORS) && mayWait(connection)) {
                waiting.addFirst(connection);
                most = underWay;
                lookAgain();
            } else {
                connections.failed(connection, ErrorNames.sendFailed(e));
            }
        }
    }

    /** One of ours that ends makes room soon; what others in this process have may stay away for ever. */
    private boolean mayWait(ProbeConnection connection) {
        long waited = openSockets.loop.nanoTime() - connection.orderedNanos;
        return underWay > 0 || waited < connection.probe.timeoutNanos() / 2;
    }

    private void lookAgain() {
        if (underWay == 0 && !looking) {
            looking = true;
            openSockets.loop.schedule(this::look, openSockets.loop.nanoTime() + AGAIN_NANOS);
        }
    }

    private void look() {
        looking = false;
        if (underWay == 0) {
            most = Integer.MAX_VALUE;
        }
        openSockets.ready(this);
        openSockets.tell();
    }

    @Override
    protected void close() {
        waiting.clear();
    }
}
