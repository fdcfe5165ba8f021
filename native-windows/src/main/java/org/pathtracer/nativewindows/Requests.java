// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.SystemCallException;
import org.pathtracer.core.loop.Rounds;
import org.pathtracer.nativewindows.echo.EchoReply;
import org.pathtracer.nativewindows.echo.EchoRequest;
import org.pathtracer.nativewindows.win32.IcmpCalls;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.spi.TransportLoop;

/** The requests under way: begins as many as Windows takes, and ends each once. On the loop. */
final class Requests {
    private final TransportLoop loop;
    private final Waiters waiters;
    private final Handles handles;
    private final Sender sender;
    private final Completions completions;
    private final Outcomes outcomes;
    private final SendQueue queue = new SendQueue();
    private final Limit limit = new Limit(Waiters.MOST_BUFFERS);
    private final Map<Integer, RequestBuffer> byNumber = new HashMap<>();
    private final Rounds rounds;
    private TransportLoop.@Nullable Timer queueTimer;
    private int underWay;

    Requests(IcmpCalls calls, TransportLoop loop, String name, TransportListener listener) {
        this.loop = loop;
        outcomes = new Outcomes(listener);
        completions = new Completions(loop, this::run, outcomes::broken);
        waiters = new Waiters(calls, name, completions);
        handles = new Handles(calls);
        sender = new Sender(calls, handles);
        rounds = new Rounds(loop, this::round, this::hasWork);
        Kept.sweep();
    }

    void add(Probe probe) {
        if (!rounds.closed()) {
            queue.add(QueuedProbe.since(probe, loop.nanoTime()));
        }
    }

    void cancel(int id) {
        queue.remove(id);
    }

    /** Tells what has arrived, and lets leave what may; until there is nothing more to do. */
    void run() {
        rounds.run();
    }

    private boolean hasWork() {
        return !outcomes.isEmpty() || !completions.isEmpty() || !queue.isEmpty() && mayBegin();
    }

    private boolean mayBegin() {
        return underWay < limit.value() && waiters.haveRoom();
    }

    private void round() {
        RequestBuffer buffer;
        while ((buffer = completions.pollSettled()) != null) {
            waiters.giveBack(buffer);
        }
        completions.takeArrived().forEach(this::end);
        QueuedProbe next;
        while (mayBegin() && (next = queue.poll()) != null) {
            begin(next);
        }
        outcomes.tellFailures();
        outcomes.drained();
        armQueueTimer();
    }

    /** Before timers that fire late: see {@link WindowsLoop#beforeTimers}. */
    void catchUp() {
        waiters.catchUp();
    }

    private void armQueueTimer() {
        if (queueTimer == null && !queue.isEmpty()) {
            queueTimer = loop.schedule(this::endWaiting, queue.nextEnd());
        }
    }

    private void endWaiting() {
        queueTimer = null;
        queue.pollEnded(loop.nanoTime()).forEach(waited -> outcomes.busy(waited.probe(), limit.value()));
        run();
    }

    private void begin(QueuedProbe next) {
        Probe probe = next.probe();
        try {
            long handle = sender.handle(probe.profile());
            Optional<InetAddress> source = sender.source(probe.profile());
            RequestBuffer buffer = waiters.take(EchoRequest.blockSize(probe.profile()));
            send(next, buffer, new EchoRequest(buffer.block(), probe, source), handle);
        } catch (SystemCallException e) {
            outcomes.unsendable(probe, e);
        }
    }

    private void send(QueuedProbe next, RequestBuffer buffer, EchoRequest request, long handle) {
        Probe probe = next.probe();
        buffer.probe = next;
        buffer.request = request;
        buffer.sentNanos = loop.nanoTime();
        waiters.lend(buffer);
        int error = sender.send(handle, buffer, request, probe);
        if (error != 0) {
            buffer.request = null;
            waiters.settle(buffer, () -> completions.settled(buffer));
            outcomes.refused(probe, error);
            return;
        }
        underWay++;
        RequestBuffer older = byNumber.put(probe.id(), buffer);
        if (older != null) {
            older.superseded = true;
        }
        outcomes.sent(probe, buffer.sentNanos);
    }

    private void end(RequestBuffer buffer) {
        QueuedProbe probe = buffer.probe;
        EchoRequest request = buffer.request;
        if (probe == null || request == null) {
            // It was refused, and is being settled.
            return;
        }
        underWay--;
        byNumber.remove(probe.probe().id(), buffer);
        EchoReply reply = sender.reply(request);
        boolean unwritten = reply instanceof EchoReply.Unwritten;
        if (!unwritten) {
            limit.taken();
        }
        if (unwritten && underWay > 0) {
            limit.refused(underWay);
            retry(buffer, probe);
        } else if (!buffer.superseded) {
            outcomes.ended(probe.probe(), reply, buffer.arrivedNanos);
        }
        waiters.giveBack(buffer);
    }

    /** There were too many: it leaves again when others are over. */
    private void retry(RequestBuffer buffer, QueuedProbe probe) {
        if (!buffer.superseded) {
            queue.addBack(probe);
        }
    }

    /** Begins and tells nothing any more. On the loop. */
    void stop() {
        rounds.close();
        queue.clear();
        outcomes.clear();
    }

    /** Gives requests under way a while to end. On any other thread. */
    void drain() {
        waiters.drain();
    }

    /** After the loop has ended; on any other thread. */
    void close() {
        waiters.close(handles);
    }
}
