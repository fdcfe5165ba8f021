// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import org.jspecify.annotations.Nullable;
import org.pathtracer.Matching;
import org.pathtracer.SystemCallException;
import org.pathtracer.TimestampSource;
import org.pathtracer.nativeposix.libc.ErrorNames;
import org.pathtracer.nativeposix.libc.SocketCalls;
import org.pathtracer.nativeposix.loop.PollLoop;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/**
 * A TCP probe without privileges: a connection that is begun and never used. However it ends, nothing is left of it:
 * closing resets it.
 */
public abstract class ConnectionAttempt extends Channel {
    protected final Probe probe;
    protected final ReservedPort port;
    protected final Connections connections;
    protected final Pump pump;
    private final SocketCalls calls;

    /** Its socket, and when it began; of no meaning before. */
    protected int fd;

    protected long sentNanos;
    private PollLoop.@Nullable Watch watch;
    private boolean closed;

    /** Not begun. */
    protected ConnectionAttempt(Probe probe, ReservedPort port, Connections connections, SocketCalls calls, Pump pump) {
        this.probe = probe;
        this.port = port;
        this.connections = connections;
        this.calls = calls;
        this.pump = pump;
    }

    /** A socket at the port, with all that is set before it connects. */
    protected abstract int open();

    /** What connect(2) told, 0 or an error: that it could not begin, which has failed, or else {@link #sent}. */
    protected abstract void connected(int errno);

    /** Tells what has become of it, if anything. */
    protected abstract void conclude();

    Flights.Flow flow() {
        return new Flights.Flow(probe.profile().destination(), port.number, probe.destinationPort());
    }

    @Override
    protected final boolean turn() {
        if (!closed && watch == null) {
            begin();
        } else if (!closed) {
            conclude();
        }
        return false;
    }

    @Override
    protected final void close() {
        closed = true;
        if (watch != null) {
            watch.close();
            pump.forget(this);
        }
    }

    protected final boolean closed() {
        return closed;
    }

    private void begin() {
        try {
            fd = open();
            watch = watch();
        } catch (SystemCallException e) {
            connections.failed(this, ErrorNames.sendFailed(e));
            return;
        }
        ProbeProfile profile = probe.profile();
        sentNanos = System.nanoTime();
        connected(calls.connect(
                fd,
                profile.destination(),
                probe.destinationPort(),
                profile.flowLabel().orElse(0)));
    }

    private PollLoop.Watch watch() {
        try {
            return pump.watch(fd, this);
        } catch (SystemCallException e) {
            calls.close(fd);
            throw e;
        }
    }

    /** It has begun: waits for what becomes of it. */
    protected final void sent() {
        if (watch != null) {
            watch.awaitWritable(true);
        }
        pump.listener.onSent(probe.id(), sentNanos, TimestampSource.USER);
    }

    /** What the target itself answered. */
    protected final Reply reply(ReplyKind kind, long nanos, TimestampSource source) {
        return Reply.of(probe.id(), kind, probe.profile().destination(), nanos, source)
                .matching(Matching.KERNEL)
                .build();
    }
}
