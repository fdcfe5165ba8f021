// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.ArrayDeque;
import java.util.Set;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.Linux;
import org.pathtracer.nativelinux.libc.ReceiveBatch;
import org.pathtracer.nativelinux.libc.SendBatch;
import org.pathtracer.nativeposix.AnswerReader;
import org.pathtracer.nativeposix.Arrival;
import org.pathtracer.nativeposix.Channel;
import org.pathtracer.nativeposix.Departures;
import org.pathtracer.nativeposix.OpenSockets;
import org.pathtracer.nativeposix.libc.PacketWriter;
import org.pathtracer.nativeposix.loop.PollLoop;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;

/** One open socket over which many probes travel: what waits to be sent, and how to read what arrives. */
final class PacketSocket extends Channel {
    /**
     * Errors that an earlier packet's ICMP answer may have left on the socket, to be told by the next call whatever it
     * does.
     */
    private static final Set<Integer> NEVER_PENDING =
            Set.of(Errno.EPERM, Errno.ENOBUFS, Errno.EINVAL, Errno.EADDRNOTAVAIL, Errno.ENETDOWN);

    private static final int MOST_ATTEMPTS = 16;
    /** More than fill a receive buffer: all that a socket had when its reading began is read. */
    private static final int MOST_CALLS = 512;

    /** Turns in a row that make a flood. */
    private static final int FLOOD_TURNS = 32;

    private final int fd;
    private final SocketOptions options;
    private final PacketWriter writer;
    private final AnswerReader answerReader;
    private final ErrorReader errorReader;
    private final Departures departures;
    private final Batches batches;
    private final OpenSockets openSockets;
    private final SendTimes sendTimes;
    private final ArrayDeque<Probe> outbox = new ArrayDeque<>();
    private final PollLoop.Watch watch;
    private int busyTurns;
    private int drops;
    /** In this turn: whether many packets waited, and how many send times were missing among them. */
    private boolean full;

    private int skipped;
    private boolean blocked;
    private boolean closed;

    /**
     * Watches a socket and owns it from now on.
     *
     * @param sendTimesKept how many packets may wait at once for the kernel to tell their send times
     */
    PacketSocket(
            SocketOptions options,
            PacketWriter writer,
            AnswerReader answerReader,
            ErrorReader errorReader,
            Departures departures,
            int sendTimesKept,
            Batches batches,
            OpenSockets openSockets) {
        this.options = options;
        this.fd = options.fd();
        this.writer = writer;
        this.answerReader = answerReader;
        this.errorReader = errorReader;
        this.departures = departures;
        this.sendTimes = new SendTimes(sendTimesKept);
        this.batches = batches;
        this.openSockets = openSockets;
        watch = openSockets.watch(fd, this);
    }

    void add(Probe probe) {
        outbox.add(probe);
        openSockets.ready(this);
    }

    /** Whether it has something to send. */
    boolean busy() {
        return !outbox.isEmpty();
    }

    private boolean canSend() {
        return !outbox.isEmpty() && !blocked;
    }

    @Override
    protected boolean turn() {
        if (closed) {
            return false;
        }
        if (blocked) {
            block(false);
        }
        boolean sending = canSend();
        if (sending) {
            sendBatch(batches.sending());
        }
        boolean found = !closed && drain(batches.errors(), batches.answers());
        return !closed && (watchWhileIdle(sending || found) || canSend());
    }

    /**
     * In a flood it looks by itself for what arrives, turn after turn, since the poller would be told of every packet
     * that leaves and arrives. Gives whether it wants to look again.
     */
    private boolean watchWhileIdle(boolean busy) {
        busyTurns = busy ? busyTurns + 1 : 0;
        boolean alone = busyTurns > FLOOD_TURNS && !blocked;
        watch.pause(alone);
        return alone;
    }

    @Override
    protected void close() {
        closed = true;
        watch.close();
        openSockets.forget(this);
    }

    /** Hands one batch to the kernel, and tells the listener what became of each packet of it. */
    private void sendBatch(SendBatch batch) {
        fill(batch);
        int done = 0;
        int attempts = 0;
        while (done < batch.size()) {
            long before = System.nanoTime();
            int sent = batch.send(fd, done);
            if (sent > 0) {
                tellSent(sent, before);
                done += sent;
                attempts = 0;
            } else if (-sent == Errno.EAGAIN) {
                block(true);
                return;
            } else if (-sent != Errno.EINTR && (NEVER_PENDING.contains(-sent) || ++attempts >= MOST_ATTEMPTS)) {
                fail(outbox.remove(), "sendmmsg", -sent);
                done++;
                attempts = 0;
            }
        }
    }

    /** Takes from the outbox what one call can send: probes that the socket's options suit. */
    private void fill(SendBatch batch) {
        batch.clear();
        prepareFirst();
        for (Probe probe : outbox) {
            int length = writer.length(probe);
            if (!options.suit(probe.profile()) || !batch.fits(length)) {
                return;
            }
            batch.add(probe, writer, length);
        }
    }

    private void prepareFirst() {
        Probe first;
        while ((first = outbox.peek()) != null) {
            int errno = options.prepare(first.profile());
            if (errno == 0) {
                return;
            }
            fail(outbox.remove(), "setsockopt", errno);
        }
    }

    private void tellSent(int count, long before) {
        for (int i = 0; i < count; i++) {
            Probe probe = outbox.remove();
            sendTimes.sent(probe.id(), before);
            departures.left(probe);
            openSockets.listener.onSent(probe.id(), before, TimestampSource.USER);
        }
    }

    /** The kernel may or may not have counted the packet, so both sides start counting anew. */
    private void fail(Probe probe, String operation, int errno) {
        options.restartTimestamps();
        sendTimes.restart();
        departures.failed(probe);
        openSockets.listener.onSendFailed(probe.id(), Errno.sendFailed(operation, errno));
    }

    private void block(boolean value) {
        blocked = value;
        watch.awaitWritable(value);
    }

    /**
     * Reads everything there is: first the error queue, so that the send time of a packet is known before an answer to
     * it. An error that a call tells is one that arrived, not the end of the reading; a batch that is not full is.
     * Under a flood it stops after a while, so that timers have their turn; the poller comes back for the rest, as it
     * does for what arrives meanwhile. Gives whether there was anything.
     */
    private boolean drain(ReceiveBatch batch, ReceiveBatch answers) {
        boolean found = false;
        skipped = 0;
        full = false;
        for (int calls = 0; calls < MOST_CALLS; calls++) {
            int count = answers.receive(fd, 0);
            found |= drainErrors(batch) || count > 0;
            if (-count == Errno.EAGAIN) {
                break;
            }
            for (int i = 0; i < count; i++) {
                answers.select(i);
                openSockets.answer(answerReader, answers);
            }
            if (isRest(count)) {
                break;
            }
            full |= count == ReceiveBatch.MOST;
        }
        if (full) {
            tellDrops();
        }
        return found;
    }

    /**
     * Only where many packets wait can a buffer have been full; so it is not asked for with every answer. What finds no
     * room in the error queue the kernel does not count, but then send times are missing too.
     */
    private void tellDrops() {
        int now = options.drops();
        long lost = Integer.toUnsignedLong(now - drops) + skipped;
        drops = now;
        if (lost > 0) {
            openSockets.listener.onLostHere(lost);
        }
    }

    private static boolean isRest(int count) {
        return count > 0 && count < ReceiveBatch.MOST;
    }

    private boolean drainErrors(ReceiveBatch batch) {
        boolean found = false;
        int count = ReceiveBatch.MOST;
        for (int calls = 0; calls < MOST_CALLS && count == ReceiveBatch.MOST; calls++) {
            count = batch.receive(fd, Linux.MSG_ERRQUEUE);
            found |= count > 0;
            full |= count == ReceiveBatch.MOST;
            for (int i = 0; i < count; i++) {
                batch.select(i);
                error(batch);
            }
        }
        return found;
    }

    private void error(ReceiveBatch message) {
        try {
            if (message.hasError() && message.errorOrigin() == Linux.SO_EE_ORIGIN_TIMESTAMPING) {
                sendTime(message);
            } else if (message.hasError()) {
                errorReader.error(message, Arrival.of(message, openSockets.clock));
            }
        } catch (RuntimeException e) {
            openSockets.passOver(e);
        }
    }

    private void sendTime(ReceiveBatch message) {
        int number = message.errorData();
        skipped += sendTimes.skippedBefore(number);
        if (message.timed()) {
            long stamp = openSockets.clock.toMonotonic(message.stampNanos());
            if (sendTimes.plausible(number, stamp, message.takenNanos())) {
                openSockets.listener.onSent(sendTimes.probeId(number), stamp, TimestampSource.KERNEL);
            }
        }
    }
}
