// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Set;
import org.pathtracer.AddressFamily;
import org.pathtracer.TimestampSource;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.KernelClock;
import org.pathtracer.nativelinux.libc.Linux;
import org.pathtracer.nativelinux.libc.ReceiveBatch;
import org.pathtracer.nativelinux.libc.SendBatch;
import org.pathtracer.nativelinux.libc.SocketCalls;
import org.pathtracer.nativelinux.loop.PollLoop;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.TransportListener;

/** One open ICMP socket: what waits to be sent, and how to read what arrives. */
final class IcmpSocket {
    /**
     * Errors that an earlier packet's ICMP answer may have left on the socket, to be told by the next call whatever it
     * does.
     */
    private static final Set<Integer> NEVER_PENDING =
            Set.of(Errno.EPERM, Errno.ENOBUFS, Errno.EINVAL, Errno.EADDRNOTAVAIL, Errno.ENETDOWN);

    private static final int MOST_ATTEMPTS = 16;
    private static final int MOST_CALLS = 128;

    private final int fd;
    private final int identifier;
    private final SocketOptions options;
    private final ReplyReader reader;
    private final TransportListener listener;
    private final KernelClock clock;
    private final SendTimes sendTimes = new SendTimes();
    private final ArrayDeque<Probe> outbox = new ArrayDeque<>();
    private final PollLoop.Watch watch;
    private boolean blocked;

    /** Opens it; throws if the system refuses. */
    IcmpSocket(
            SocketKind kind,
            AddressFamily family,
            boolean dontFragment,
            int rawIdentifier,
            PollLoop loop,
            Runnable onReady,
            TransportListener listener,
            KernelClock clock) {
        this.listener = listener;
        this.clock = clock;
        SocketCalls calls = new SocketCalls();
        fd = calls.open(SocketKind.domain(family), kind.type, SocketKind.protocol(family));
        if (fd < 0) {
            throw Errno.exception("socket", -fd);
        }
        options = new SocketOptions(calls, fd);
        try {
            options.apply(kind, family, dontFragment);
            options.restartTimestamps();
            identifier = kind == SocketKind.RAW ? rawIdentifier : calls.bindAnywhere(fd, SocketKind.domain(family));
        } catch (RuntimeException e) {
            calls.close(fd);
            throw e;
        }
        reader = kind == SocketKind.RAW ? new RawReader(family, identifier) : new DatagramReader(family);
        watch = loop.watch(fd, onReady);
    }

    void add(Probe probe) {
        outbox.add(probe);
    }

    /** Whether it has something to send and may. */
    boolean canSend() {
        return !outbox.isEmpty() && !blocked;
    }

    void close() {
        watch.close();
    }

    /** Hands one batch to the kernel, and tells the listener what became of each packet of it. */
    void sendBatch(SendBatch batch) {
        batch.clear();
        for (Probe probe : outbox) {
            if (!batch.fits(probe)) {
                break;
            }
            batch.add(probe, identifier);
        }
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
                fail(outbox.remove(), -sent);
                done++;
                attempts = 0;
            }
        }
    }

    private void tellSent(int count, long before) {
        for (int i = 0; i < count; i++) {
            int id = outbox.remove().id();
            sendTimes.sent(id, before);
            listener.onSent(id, before, TimestampSource.USER);
        }
    }

    /** The kernel may or may not have counted the packet, so both sides start counting anew. */
    private void fail(Probe probe, int errno) {
        options.restartTimestamps();
        sendTimes.restart();
        listener.onSendFailed(probe.id(), Errno.sendFailed(errno));
    }

    private void block(boolean value) {
        blocked = value;
        watch.awaitWritable(value);
    }

    /**
     * Reads everything there is: first the error queue, so that the send time of a packet is known before an answer to
     * it. An error that a call tells is one that arrived, not the end of the reading. Under a flood it stops after a
     * while, so that timers have their turn; the poller comes back for the rest.
     */
    void drain(ReceiveBatch batch, ReceiveBatch answers) {
        if (blocked) {
            block(false);
        }
        clock.refresh();
        for (int calls = 0; calls < MOST_CALLS; calls++) {
            int count = answers.receive(fd, 0);
            drainErrors(batch);
            if (-count == Errno.EAGAIN) {
                return;
            }
            for (int i = 0; i < count; i++) {
                answers.select(i);
                deliver(answers, reader.answer(answers));
            }
        }
    }

    private void drainErrors(ReceiveBatch batch) {
        int count = 1;
        for (int calls = 0; calls < MOST_CALLS && count > 0; calls++) {
            count = batch.receive(fd, Linux.MSG_ERRQUEUE);
            for (int i = 0; i < count; i++) {
                batch.select(i);
                if (batch.hasError() && batch.errorOrigin() == Linux.SO_EE_ORIGIN_TIMESTAMPING) {
                    sendTime(batch);
                } else if (batch.hasError()) {
                    deliver(batch, reader.error(batch));
                }
            }
        }
    }

    private void sendTime(ReceiveBatch message) {
        int number = message.errorData();
        if (message.timed()) {
            long stamp = clock.toMonotonic(message.seconds(), message.nanos());
            if (sendTimes.plausible(number, stamp, System.nanoTime())) {
                listener.onSent(sendTimes.probeId(number), stamp, TimestampSource.KERNEL);
            }
        }
    }

    private void deliver(ReceiveBatch message, Optional<ReplyReader.Parsed> parsed) {
        if (parsed.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        long stamp = message.timed() ? clock.toMonotonic(message.seconds(), message.nanos()) : now;
        // A time after now means that the wall clock is being set at this moment.
        boolean kernel = message.timed() && now - stamp >= 0;
        listener.onReply(parsed.get()
                .reply(kernel ? stamp : now, kernel ? TimestampSource.KERNEL : TimestampSource.USER, message.ttl()));
    }
}
