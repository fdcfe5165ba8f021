// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.SystemCallException;
import org.pathtracer.core.loop.Rounds;
import org.pathtracer.nativewindows.echo.EchoReply;
import org.pathtracer.nativewindows.echo.EchoRequest;
import org.pathtracer.nativewindows.win32.IcmpCalls;
import org.pathtracer.nativewindows.win32.WindowsError;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.spi.TransportLoop;

/** Turns probes into requests and what becomes of these into replies, on the loop. */
final class Requests implements Waiter.Listener {
    /** Windows takes no timeout of 0, and heeds short ones badly. Who waits has a timer of his own. */
    static final int LEAST_TIMEOUT_MILLIS = 1000;

    private record Failed(int probeId, ProbeOutcome.SendFailed outcome) {}

    private final IcmpCalls calls;
    private final TransportLoop loop;
    private final TransportListener listener;
    private final Waiters waiters;
    private final Handles handles;
    private final LocalAddresses addresses = new LocalAddresses();
    private final WaitingLine line = new WaitingLine();
    private final Limit limit = new Limit(Waiters.MOST_PLACES);
    private final Map<Integer, Place> byNumber = new HashMap<>();
    private final ArrayDeque<Failed> failures = new ArrayDeque<>();
    /** Places that waiters have brought, until the loop comes to see them. */
    private final Queue<Place> arrived = new ConcurrentLinkedQueue<>();

    private final Queue<Place> settled = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();
    private final Rounds rounds;
    private TransportLoop.@Nullable Timer lineTimer;
    private int underWay;

    Requests(IcmpCalls calls, TransportLoop loop, String name, TransportListener listener) {
        this.calls = calls;
        this.loop = loop;
        this.listener = listener;
        this.waiters = new Waiters(calls, name, this);
        this.handles = new Handles(calls);
        this.rounds = new Rounds(loop, this::round, this::hasWork);
        Kept.sweep();
    }

    void add(Probe probe) {
        if (!rounds.closed()) {
            line.add(WaitingProbe.since(probe, loop.nanoTime()));
        }
    }

    void cancel(int id) {
        line.remove(id);
    }

    // --- on waiters' threads ---

    @Override
    public void arrived(Place place) {
        arrived.add(place);
        callLoop();
    }

    private void settled(Place place) {
        settled.add(place);
        callLoop();
    }

    /** One task for all that arrives until it runs. */
    private void callLoop() {
        if (called.compareAndSet(false, true)) {
            onLoop(() -> {
                called.set(false);
                run();
            });
        }
    }

    @Override
    public void broken(SystemCallException cause) {
        onLoop(() -> listener.onBroken(cause));
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // It was closed: nobody wants to know.
        }
    }

    // --- rounds, on the loop ---

    /** Tells what has arrived, and lets leave what may; until there is nothing more to do. */
    void run() {
        rounds.run();
    }

    private boolean hasWork() {
        return !failures.isEmpty() || !arrived.isEmpty() || !settled.isEmpty() || !line.isEmpty() && mayBegin();
    }

    private boolean mayBegin() {
        return underWay < limit.value() && waiters.haveRoom();
    }

    private void round() {
        Place place;
        while ((place = settled.poll()) != null) {
            waiters.giveBack(place);
        }
        List<Place> ended = new ArrayList<>();
        while ((place = arrived.poll()) != null) {
            ended.add(place);
        }
        // In which order their events were signalled nobody knows; nothing says that it was another than this.
        ended.sort(Comparator.comparingLong(over -> over.sentNanos));
        ended.forEach(this::end);
        WaitingProbe next;
        while (mayBegin() && (next = line.poll()) != null) {
            begin(next);
        }
        Failed failure;
        while ((failure = failures.poll()) != null) {
            listener.onSendFailed(failure.probeId, failure.outcome);
        }
        listener.onDrained();
        armLineTimer();
    }

    /** Before timers that fire late: see {@link WindowsLoop#beforeTimers}. */
    void catchUp() {
        waiters.catchUp();
    }

    // --- the line ---

    private void armLineTimer() {
        if (lineTimer == null && !line.isEmpty()) {
            lineTimer = loop.schedule(this::endWaiting, line.nextEnd());
        }
    }

    private void endWaiting() {
        lineTimer = null;
        line.pollEnded(loop.nanoTime()).forEach(probe -> fail(probe.probe(), busy()));
        run();
    }

    private ProbeOutcome.SendFailed busy() {
        return new ProbeOutcome.SendFailed(
                "sending an echo request",
                WindowsError.ERROR_BUSY,
                WindowsError.name(WindowsError.ERROR_BUSY),
                "it waited for half its timeout, since Windows takes %d requests at a time; send more slowly"
                        .formatted(limit.value()));
    }

    private void fail(Probe probe, ProbeOutcome.SendFailed outcome) {
        failures.add(new Failed(probe.id(), outcome));
    }

    // --- the beginning of a request ---

    private void begin(WaitingProbe next) {
        ProbeProfile profile = next.probe().profile();
        try {
            long handle = handles.of(profile.family());
            Optional<InetAddress> source = addresses.source(profile);
            Place place = waiters.take(EchoRequest.blockSize(profile));
            send(next, place, new EchoRequest(place.block(), next.probe(), source), handle);
        } catch (SystemCallException e) {
            fail(next.probe(), new ProbeOutcome.SendFailed(e.operation(), e.errno(), e.errorName(), e.advice()));
        }
    }

    private void send(WaitingProbe next, Place place, EchoRequest request, long handle) {
        Probe probe = next.probe();
        place.probe = next;
        place.request = request;
        place.sentNanos = loop.nanoTime();
        waiters.lend(place);
        int error = calls.send(handle, place.event, request, timeoutMillis(probe));
        if (error != 0) {
            place.request = null;
            waiters.settle(place, () -> settled(place));
            fail(probe, WindowsError.sendFailed(operation(probe), error));
            return;
        }
        underWay++;
        Place older = byNumber.put(probe.id(), place);
        if (older != null) {
            older.superseded = true;
        }
        listener.onSent(probe.id(), place.sentNanos, TimestampSource.USER);
    }

    static int timeoutMillis(Probe probe) {
        long millis = TimeUnit.NANOSECONDS.toMillis(probe.timeoutNanos());
        return (int) Math.max(LEAST_TIMEOUT_MILLIS, Math.min(Integer.MAX_VALUE, millis));
    }

    private static String operation(Probe probe) {
        return probe.profile().family() == AddressFamily.IPV6 ? "Icmp6SendEcho2" : "IcmpSendEcho2Ex";
    }

    // --- its end ---

    private void end(Place place) {
        WaitingProbe probe = place.probe;
        EchoRequest request = place.request;
        if (probe == null || request == null) {
            // It was refused, and is being settled.
            return;
        }
        underWay--;
        byNumber.remove(probe.probe().id(), place);
        calls.parse(request);
        EchoReply reply = request.reply();
        boolean unwritten = reply instanceof EchoReply.Unwritten;
        if (!unwritten) {
            limit.taken();
        }
        if (unwritten && underWay > 0) {
            limit.refused(underWay);
            retry(place, probe);
        } else if (!place.superseded) {
            tell(place, probe.probe(), reply);
        }
        waiters.giveBack(place);
    }

    /** There were too many: it leaves again when others are over. */
    private void retry(Place place, WaitingProbe probe) {
        if (!place.superseded) {
            line.addBack(probe);
        }
    }

    private void tell(Place place, Probe probe, EchoReply reply) {
        if (reply instanceof EchoReply.Answer answer) {
            listener.onReply(
                    Reply.of(probe.id(), answer.kind(), answer.from(), place.arrivedNanos, TimestampSource.USER)
                            .icmp(answer.type(), answer.code())
                            .replyTtl(answer.replyTtl())
                            .probeDestination(Optional.of(probe.profile().destination()))
                            .tag(answer.tag(), answer.tagBits())
                            .matching(Matching.KERNEL)
                            .build());
        } else if (reply instanceof EchoReply.Failure failure) {
            fail(
                    probe,
                    new ProbeOutcome.SendFailed(operation(probe), failure.code(), failure.name(), failure.advice()));
        } else if (reply instanceof EchoReply.Unwritten) {
            fail(
                    probe,
                    new ProbeOutcome.SendFailed(
                            operation(probe),
                            0,
                            "no reply",
                            "Windows took the request and said that it is over, but not how; it may be forbidden here"));
        }
    }

    // --- the end of all ---

    /** Begins and tells nothing any more. On the loop. */
    void stop() {
        rounds.close();
        line.clear();
        failures.clear();
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
