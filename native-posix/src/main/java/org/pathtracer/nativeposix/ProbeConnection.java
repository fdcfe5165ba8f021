// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import org.jspecify.annotations.Nullable;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativeposix.libc.SocketCalls;
import org.pathtracer.nativeposix.loop.PollLoop;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/**
 * A TCP probe without privileges: a connection that is begun and never used. However it ends, nothing is left of it:
 * closing resets it. One probe is one packet, so it ends before the kernel sends its SYN again (RFC 6298 section 5.4),
 * and what was answered after that is no answer to the probe.
 */
public abstract class ProbeConnection extends Channel {
    /** A timer may be late where the machine is busy; then the kernel's repetition must still be to come. */
    private static final int MARGIN_SHARE = 10;

    protected final Probe probe;
    protected final ReservedPort port;
    protected final Connections connections;
    protected final OpenSockets openSockets;
    private final SocketCalls calls;

    /** Its socket, and when it began; of no meaning before. */
    protected int fd;

    protected long sentNanos;
    /** When it was asked for. */
    long orderedNanos;
    /** When it ends without an answer. */
    private long endNanos;

    private PollLoop.@Nullable Watch watch;
    private boolean closed;

    /** Not begun. */
    protected ProbeConnection(
            Probe probe, ReservedPort port, Connections connections, SocketCalls calls, OpenSockets openSockets) {
        this.probe = probe;
        this.port = port;
        this.connections = connections;
        this.calls = calls;
        this.openSockets = openSockets;
    }

    /** A socket at the port, with all that is set before it connects. */
    protected abstract int open();

    /** What connect(2) told, 0 or an error: that it could not begin, which has failed, or else {@link #sent}. */
    protected abstract void connected(int errno);

    /**
     * Tells what has become of it, if anything.
     *
     * @param nanos by when that had happened, for what the system does not tell a time of
     */
    protected abstract void conclude(long nanos);

    /** How long after it has begun the kernel sends the SYN again. */
    protected abstract long repetitionNanos();

    InFlightProbes.Flow flow() {
        return new InFlightProbes.Flow(probe.profile().destination(), port.number, probe.destinationPort());
    }

    @Override
    protected final boolean turn() {
        look(System.nanoTime());
        return false;
    }

    /** Its time ends before the kernel repeats: what is found later, since this process was held up, came before. */
    private void look(long nanos) {
        if (!closed && watch != null) {
            conclude(endNanos - nanos < 0 ? endNanos : nanos);
        }
    }

    @Override
    protected final void close() {
        closed = true;
        if (watch != null) {
            watch.close();
            openSockets.forget(this);
        }
    }

    protected final boolean closed() {
        return closed;
    }

    /**
     * Begins it, and gives its descriptor.
     *
     * @throws SystemCallException if it can't get a socket
     */
    final int begin() {
        fd = open();
        ProbeProfile profile = probe.profile();
        sentNanos = System.nanoTime();
        int errno = calls.connect(
                fd,
                profile.destination(),
                probe.destinationPort(),
                profile.flowLabel().orElse(0));
        endNanos = sentNanos + probe.timeoutNanos();
        watch = watch();
        connected(errno);
        return fd;
    }

    private PollLoop.Watch watch() {
        try {
            return openSockets.watchClosely(fd, this, this::look);
        } catch (SystemCallException e) {
            calls.close(fd);
            throw e;
        }
    }

    /** It has begun: waits for what becomes of it. */
    protected final void sent() {
        endNanos = sentNanos + Math.min(probe.timeoutNanos(), repetitionNanos() - repetitionNanos() / MARGIN_SHARE);
        if (watch != null) {
            watch.awaitWritable(true);
        }
        connections.begun(this);
        openSockets.listener.onSent(probe.id(), sentNanos, TimestampSource.USER);
    }

    /** Whether it has a socket. */
    final boolean begun() {
        return watch != null;
    }

    /** When it ends without an answer. */
    protected final long endNanos() {
        return endNanos;
    }

    /** What the target itself answered. */
    protected final Reply reply(ReplyKind kind, long nanos, TimestampSource source) {
        return Reply.of(probe.id(), kind, probe.profile().destination(), nanos, source)
                .matching(Matching.KERNEL)
                .build();
    }
}
