// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.pathtracer.ProbeOutcome;
import org.pathtracer.nativelinux.libc.KernelClock;
import org.pathtracer.nativelinux.libc.ReceiveBatch;
import org.pathtracer.nativelinux.libc.SendBatch;
import org.pathtracer.nativelinux.loop.PollLoop;
import org.pathtracer.spi.TransportListener;

/**
 * Gives the open channels of a transport their turns, on its loop. Sending and reading alternate in small batches, so
 * that a burst's answers never outgrow the receive buffer. Holds the memory that all of them share.
 */
final class Pump {
    /** Rounds after which others on the loop have their turn. */
    private static final int MOST_ROUNDS = 16;

    private record Failure(int probeId, ProbeOutcome.SendFailed outcome) {}

    final PollLoop loop;
    final TransportListener listener;
    final KernelClock clock = new KernelClock();
    final SendBatch sendBatch = new SendBatch();
    final ReceiveBatch errorBatch = new ReceiveBatch();
    final ReceiveBatch answerBatch = new ReceiveBatch();

    private final Set<Channel> open = new LinkedHashSet<>();
    private final ArrayDeque<Channel> ready = new ArrayDeque<>();
    private final ArrayDeque<Failure> failures = new ArrayDeque<>();
    private boolean pumping;
    private boolean closed;

    Pump(PollLoop loop, TransportListener listener) {
        this.loop = loop;
        this.listener = listener;
        loop.onLateTimer(this::readAll);
    }

    /** Waits for a channel's descriptor, and closes the channel with the transport. */
    PollLoop.Watch watch(int fd, Channel channel) {
        PollLoop.Watch watch = loop.watch(fd, () -> {
            ready(channel);
            run();
        });
        own(channel);
        return watch;
    }

    /** Closes a channel with the transport. */
    void own(Channel channel) {
        open.add(channel);
    }

    /** Forgets a channel that was closed. */
    void forget(Channel channel) {
        open.remove(channel);
    }

    /** Gives a channel a turn in the next round. */
    void ready(Channel channel) {
        if (!channel.queued) {
            channel.queued = true;
            ready.add(channel);
        }
    }

    /** Tells, in the next round, that a probe could not leave. */
    void fail(int probeId, ProbeOutcome.SendFailed outcome) {
        failures.add(new Failure(probeId, outcome));
    }

    boolean closed() {
        return closed;
    }

    /** Lets rounds begin, unless this comes from within one. */
    void flush() {
        if (!pumping && hasWork()) {
            run();
        }
    }

    private void readAll() {
        open.forEach(this::ready);
        run();
    }

    /** Round after round until there is nothing more to do. */
    private void run() {
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
            loop.execute(this::run);
        }
    }

    private void round() {
        Failure failure;
        while ((failure = failures.poll()) != null) {
            listener.onSendFailed(failure.probeId, failure.outcome);
        }
        clock.refresh();
        // Those that become ready meanwhile have their turn in the next round.
        for (int left = ready.size(); left > 0; left--) {
            Channel channel = ready.remove();
            channel.queued = false;
            if (channel.turn()) {
                ready(channel);
            }
        }
        listener.onDrained();
    }

    private boolean hasWork() {
        return !failures.isEmpty() || !ready.isEmpty();
    }

    /** Closes all channels, on the loop's thread. */
    void close() {
        closed = true;
        Set.copyOf(open).forEach(Channel::close);
        open.clear();
        ready.clear();
        failures.clear();
    }
}
