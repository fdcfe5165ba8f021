// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongConsumer;
import org.pathtracer.core.loop.Defects;
import org.pathtracer.core.loop.Rounds;
import org.pathtracer.nativeposix.libc.KernelClock;
import org.pathtracer.nativeposix.libc.Received;
import org.pathtracer.nativeposix.loop.PollLoop;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.spi.TransportListener;

/**
 * The open sockets of a transport: gives each its turns, on the loop. Sending and reading alternate in small batches,
 * so that a burst's answers never outgrow the receive buffer.
 */
public final class OpenSockets {
    private record Failure(int probeId, ProbeOutcome.SendFailed outcome) {}

    private static final System.Logger LOGGER = System.getLogger("org.pathtracer.nativeposix");

    public final PollLoop loop;
    public final TransportListener listener;
    public final KernelClock clock;

    private final Set<Channel> open = new LinkedHashSet<>();
    private final ArrayDeque<Channel> ready = new ArrayDeque<>();
    private final ArrayDeque<Failure> failures = new ArrayDeque<>();
    private final Rounds rounds;
    private boolean passedOver;
    private boolean told;
    private long toldNanos;
    private long roundNanos;

    OpenSockets(PollLoop loop, TransportListener listener, KernelClock clock) {
        this.loop = loop;
        this.listener = listener;
        this.clock = clock;
        rounds = new Rounds(loop, this::guardedRound, this::hasWork);
        loop.beforeTimers(rounds::run);
        loop.onDeath(this::breakDown);
    }

    /** Waits for a channel's descriptor, and closes the channel with the transport. */
    public PollLoop.Watch watch(int fd, Channel channel) {
        PollLoop.Watch watch = loop.watch(fd, () -> {
            ready(channel);
            rounds.soon();
        });
        own(channel);
        return watch;
    }

    /**
     * The same for a descriptor of which there may be thousands, that is read in a call or two: it is read at once when
     * the poller tells of it, with the time at which that told. What all of them told is acted on after the last.
     */
    public PollLoop.Watch watchClosely(int fd, Channel channel, LongConsumer onReady) {
        PollLoop.Watch watch = loop.watch(fd, () -> {
            if (!told) {
                told = true;
                toldNanos = System.nanoTime();
            }
            rounds.soon();
            onReady.accept(toldNanos);
        });
        own(channel);
        return watch;
    }

    /** Closes a channel with the transport. */
    public void own(Channel channel) {
        open.add(channel);
    }

    /** Forgets a channel that was closed. */
    public void forget(Channel channel) {
        open.remove(channel);
    }

    /** Gives a channel a turn in the next round. */
    public void ready(Channel channel) {
        if (!channel.queued) {
            channel.queued = true;
            ready.add(channel);
        }
    }

    /** Lets the engine act on what was told since the last round, unless this comes from within one. */
    void tell() {
        rounds.run();
    }

    /** Hands a packet that has arrived to its reader. */
    public void answer(AnswerReader reader, Received message) {
        try {
            reader.answer(message, Arrival.of(message, clock));
        } catch (RuntimeException e) {
            passOver(e);
        }
    }

    /** A packet that shows a defect must not cost others, nor their socket its turns, nor fill a log. */
    public void passOver(RuntimeException defect) {
        LOGGER.log(passedOver ? Level.DEBUG : Level.ERROR, "A packet could not be handled", defect);
        passedOver = true;
    }

    /** Tells, in the next round, that a probe could not leave. */
    void fail(int probeId, ProbeOutcome.SendFailed outcome) {
        failures.add(new Failure(probeId, outcome));
    }

    /** When the round began in which channels have their turns: what had come by then is read in it. */
    public long roundNanos() {
        return roundNanos;
    }

    boolean closed() {
        return rounds.closed();
    }

    /** Lets rounds begin, unless this comes from within one. */
    public void flush() {
        if (hasWork()) {
            rounds.run();
        }
    }

    private void guardedRound() {
        try {
            round();
        } catch (RuntimeException | Error e) {
            breakDown(e);
        }
    }

    /** A defect beyond a single packet, or no memory: nothing is read or sent any more, and that is told. */
    private void breakDown(Throwable defect) {
        if (!closed()) {
            close();
            listener.onBroken(Defects.exception("The transport's sockets failed", defect));
            Defects.log(LOGGER, "The sockets of a transport are closed, since it failed", defect);
        }
    }

    /**
     * All sockets that have something at the round's beginning are read in it, so that which one is read first decides
     * nothing.
     */
    private void round() {
        Failure failure;
        while ((failure = failures.poll()) != null) {
            listener.onSendFailed(failure.probeId, failure.outcome);
        }
        clock.refresh();
        roundNanos = loop.nanoTime();
        told = false;
        loop.look();
        told = false;
        // Those that become ready meanwhile have their turn in the next round.
        for (int left = ready.size(); left > 0; left--) {
            Channel channel = ready.remove();
            channel.queued = false;
            if (channel.turn()) {
                ready(channel);
            }
        }
        listener.onDrained(roundNanos);
    }

    private boolean hasWork() {
        return !failures.isEmpty() || !ready.isEmpty();
    }

    /** Closes all channels, on the loop's thread. */
    void close() {
        rounds.close();
        Set.copyOf(open).forEach(Channel::close);
        open.clear();
        ready.clear();
        failures.clear();
    }
}
