// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PathTracerException;
import org.pathtracer.RateLimit;
import org.pathtracer.RejectionReason;
import org.pathtracer.StopReason;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.loop.Defects;
import org.pathtracer.core.telemetry.Telemetry;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.result.TimeoutRecord;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.spi.TransportLoop;

/**
 * The one place between strategies and a transport: gives probes their numbers and tags, matches answers, keeps
 * deadlines and limits. Everything but {@link #start}, {@link #cancel} and {@link #close} runs on the transport's loop,
 * without locks.
 */
public final class ProbeEngine {
    private static final System.Logger LOG = System.getLogger("org.pathtracer");
    private static final int CLOSE_SECONDS = 5;

    private final String name;
    private final ProbeTransport transport;
    private final TransportLoop loop;
    private final InFlightTable table;
    private final Arrivals arrivals;
    private final Arrivals.Receiver onArrival = this::arrived;
    private final ProbeTag tags = new ProbeTag();
    private final CommonLimit.Share limit;
    private final Counters counters;
    private final ProbeListener listener;
    private final Set<Operation<?>> running = new LinkedHashSet<>();
    /** Have been told something and must act on it. */
    private final ArrayDeque<Operation<?>> ready = new ArrayDeque<>();
    /** Wait for a free number or for the common rate limit, first come first served. */
    private final LinkedHashSet<Operation<?>> waiting = new LinkedHashSet<>();

    /** The operation whose turn it is to send, ahead of those that wait. */
    private @Nullable Operation<?> served;

    private TransportLoop.@Nullable Timer expiryTimer;
    private long expiryAt = TimingWheel.NEVER;
    private TransportLoop.@Nullable Timer globalTimer;
    private boolean arrivalsTimed;
    private final AtomicLong lostHere = new AtomicLong();
    /** Those that were handed over, and have not ended. */
    private final AtomicInteger operations = new AtomicInteger();
    /** As of the last time that operations acted: for others to read, who need no exact number. */
    private volatile int inFlightLately;
    /** Why no operation can run any more. Set on the loop, asked from anywhere. */
    private volatile @Nullable PathTracerException broken;

    private volatile boolean closing;

    /** Opens a provider's transport, and counts and limits for itself alone; its probes are numbered from 0. */
    public ProbeEngine(ProbeTransportProvider provider, RateLimit rateLimit) {
        this(provider, new CommonLimit(rateLimit, 1), new Counters(), ProbeListener.NONE, 0);
    }

    /**
     * Opens a provider's transport. The number of its first probe can't be guessed.
     *
     * @param limit of this engine and others, whose loops have the same clock
     * @param listener is told of each probe
     */
    public ProbeEngine(ProbeTransportProvider provider, CommonLimit limit, Counters counters, ProbeListener listener) {
        this(provider, limit, counters, listener, ProbeTag.randomNumber());
    }

    private ProbeEngine(
            ProbeTransportProvider provider,
            CommonLimit limit,
            Counters counters,
            ProbeListener listener,
            int firstNumber) {
        this.counters = counters;
        this.listener = listener;
        name = provider.name();
        transport = provider.open(new Receiver());
        loop = transport.loop();
        table = new InFlightTable(loop.nanoTime(), firstNumber);
        arrivals = new Arrivals(loop.nanoTime());
        this.limit = limit.share();
    }

    /** Time of the loop's clock. From any thread. */
    public long now() {
        return loop.nanoTime();
    }

    /** Whether the caller runs on the thread that probes, which must not wait for what only itself can do. */
    public boolean inLoop() {
        return loop.inLoop();
    }

    /** Packets that this host lost itself since the transport was opened. From any thread. */
    public long lostHere() {
        return lostHere.get();
    }

    /** Whether its transport broke, so that only closing it is left. From any thread. */
    public boolean broken() {
        return broken != null;
    }

    /** How much it has to do: probes in flight, and operations that have not ended. From any thread. */
    public int load() {
        return inFlightLately + operations.get();
    }

    /** Starts an operation; from any thread. What goes wrong is told by its future. */
    public void start(Operation<?> operation) {
        operations.incrementAndGet();
        operation.future().whenComplete((result, cause) -> operations.decrementAndGet());
        onLoop(operation, () -> {
            PathTracerException cause = broken;
            if (cause != null) {
                operation.fail(cause);
                return;
            }
            if (!operation.ended()) {
                running.add(operation);
                operation.start(this);
                act();
            }
        });
    }

    /** Lets an operation act, since what held it back is over; from any thread. */
    public void wake(Operation<?> operation) {
        onLoop(operation, () -> {
            queue(operation);
            act();
        });
    }

    /** Ends an operation with what it has, also of what has arrived and is not read; from any thread. */
    public void cancel(Operation<?> operation) {
        onLoop(operation, () -> {
            if (running.contains(operation)) {
                schedule(() -> operation.end(StopReason.CANCELLED), now());
            } else {
                operation.end(StopReason.CANCELLED);
            }
        });
    }

    /**
     * Ends all operations with {@link TracerClosedException}, then closes the transport. Not from the loop's thread.
     */
    public void close() {
        closing = true;
        CountDownLatch failed = new CountDownLatch(1);
        try {
            loop.execute(() -> {
                failAll(new TracerClosedException("The tracer was closed while the operation ran"));
                failed.countDown();
            });
            if (!failed.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the transport's loop does not answer");
            }
        } catch (RejectedExecutionException e) {
            // The loop has ended: so have its operations.
            failed.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            transport.close();
        }
    }

    /** Probes in flight, for tests. */
    int inFlight() {
        return table.inFlight();
    }

    /** What was sent and received; from any thread. */
    Counters counters() {
        return counters;
    }

    /** Operations that were started and have not ended, for tests. */
    int running() {
        return running.size();
    }

    InFlightTable table() {
        return table;
    }

    private void onLoop(Operation<?> operation, Runnable task) {
        try {
            loop.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            operation.fail(ended(e));
        }
    }

    /** Why the loop takes no task: it was closed, or failed, or ended and did not say so. */
    private PathTracerException ended(RejectedExecutionException rejection) {
        PathTracerException cause = broken;
        if (cause == null && !closing) {
            cause = Defects.exception("The loop of transport " + name + " has ended", rejection);
            broken = cause;
        }
        return cause == null ? new TracerClosedException("The tracer is closed") : cause;
    }

    /**
     * Runs on the loop what may show a defect of the transport or in here, or a lack of memory. What is known of probes
     * can't be relied on then, so all that runs here fails; other loops have an engine of their own.
     */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            breakDown(e);
        }
    }

    private void breakDown(Throwable defect) {
        failAll(Defects.exception("The loop of transport " + name + " failed", defect));
        Defects.log(LOG, "The loop of a transport failed, and its operations with it", defect);
    }

    /** Runs a task, and acts on what comes of it, when everything is known that arrived before {@code at}. */
    TransportLoop.Timer schedule(Runnable task, long at) {
        return loop.schedule(() -> onTimer(task, at), at);
    }

    private void onTimer(Runnable task, long at) {
        try {
            passTo(at);
            task.run();
            act();
        } catch (RuntimeException | Error e) {
            breakDown(e);
        }
    }

    /** The time up to which everything that arrived is known: by it strategies judge, not by the clock. */
    long knownUntil() {
        return arrivals.until();
    }

    /** Hands over what arrived by then, in the order of its arrival, between the timeouts of probes. */
    private void passTo(long time) {
        arrivals.passTo(time, now(), onArrival);
        expireUntil(time);
    }

    private void expireUntil(long time) {
        if (expiryAt != TimingWheel.NEVER && expiryAt - time <= 0) {
            table.expire(time, this::expired);
        }
    }

    /** Whether an operation may send now; if not, it is advanced again when it is its turn. */
    boolean mayProbe(Operation<?> operation, long now) {
        boolean inTurn = waiting.isEmpty() || operation == served;
        if (inTurn && canServe(now)) {
            return true;
        }
        waiting.add(operation);
        return false;
    }

    private boolean canServe(long now) {
        return table.hasFree() && limit.available(now);
    }

    void probe(Operation<?> operation, ProbeOrder order, long now) {
        limit.take(now);
        if (order.alone()) {
            operation.abandonInFlight(order.profile().destination());
        }
        int id = table.nextId();
        ProbeProfile profile = order.profile();
        long tag = tags.next(profile.destination(), id, order.ttl(), order.flow());
        Probe probe = new Probe(id, tag, order.ttl(), order.flow(), profile, operation.timeoutNanos());
        InFlightProbe awaited = table.allocate(operation, order.key(), probe);
        counters.inFlight.increment();
        awaited.sentNanos = now;
        table.expireAt(awaited, now + operation.timeoutNanos());
        listener.leaving(probe);
        transport.send(probe);
    }

    /** Takes back the number of a probe that its operation no longer awaits. */
    void abandon(InFlightProbe awaited) {
        release(awaited, InFlightProbe.State.EMPTY);
        if (awaited.probe != null) {
            listener.abandoned(awaited.probe);
        }
        awaited.owner = null;
        awaited.probe = null;
        if (broken == null) {
            transport.cancel(awaited.id);
        }
    }

    private void release(InFlightProbe awaited, InFlightProbe.State fate) {
        table.release(awaited, fate);
        counters.inFlight.decrement();
    }

    void ended(Operation<?> operation) {
        running.remove(operation);
        waiting.remove(operation);
    }

    /** Lets all operations that were told something, or may send again, act on it; then lets their probes leave. */
    void act() {
        if (broken != null) {
            return;
        }
        Operation<?> operation;
        while ((operation = ready.poll()) != null) {
            operation.advance();
        }
        serveWaiting();
        transport.flush();
        armExpiry();
        inFlightLately = table.inFlight();
    }

    private void queue(Operation<?> operation) {
        if (operation.queue()) {
            ready.add(operation);
        }
    }

    /** Serves the line from its head. Each leaves it and joins it again only when nothing is left, so this ends. */
    private void serveWaiting() {
        while (!waiting.isEmpty() && canServe(now())) {
            Operation<?> first = waiting.iterator().next();
            waiting.remove(first);
            served = first;
            first.advance();
            served = null;
        }
        // A full table says itself when it has room again: by an answer, a timeout or an end.
        if (!waiting.isEmpty() && table.hasFree() && globalTimer == null) {
            globalTimer = schedule(() -> globalTimer = null, limit.worthwhileAt(now()));
        }
        if (waiting.isEmpty()) {
            limit.release();
        }
    }

    /**
     * What arrived meanwhile waits until all that came before it is read too. There is one timer at most: in a flood,
     * each would bring rounds of sockets that ask for more of them, and nothing else would have its turn.
     */
    private void armArrivals() {
        if (arrivals.waiting() && !arrivalsTimed) {
            arrivalsTimed = true;
            schedule(this::onArrivals, arrivals.last());
        }
    }

    private void onArrivals() {
        arrivalsTimed = false;
        armArrivals();
    }

    private void armExpiry() {
        long at = table.nextExpiry();
        // As with operations: too early is cheap, setting it anew for every probe is not.
        if (expiryAt <= at) {
            return;
        }
        if (expiryTimer != null) {
            expiryTimer.cancel();
        }
        expiryAt = at;
        expiryTimer = schedule(this::onExpiry, at);
    }

    /** What has expired by now was taken out before. */
    private void onExpiry() {
        expiryTimer = null;
        expiryAt = TimingWheel.NEVER;
    }

    private void expired(InFlightProbe awaited) {
        Operation<?> owner = awaited.operation();
        if (!awaited.left && owner != null) {
            // Its time has not begun: it waits in this host, and will be told to have left, or that it can't.
            table.expireAt(awaited, now() + owner.timeoutNanos());
            return;
        }
        release(awaited, InFlightProbe.State.EXPIRED);
        transport.cancel(awaited.id);
        Operation<?> operation = awaited.operation();
        if (operation != null && awaited.probe != null) {
            told(awaited.probe, new TimeoutRecord());
            operation.onTimeout(awaited);
            queue(operation);
        }
    }

    private void arrived(Reply reply, long at) {
        expireUntil(at);
        InFlightProbe awaited = table.at(reply.id() & 0xffff);
        Optional<RejectionReason> wrong = ReplyCheck.check(awaited, reply);
        if (wrong.isPresent()) {
            counters.reject(wrong.get());
        } else {
            accept(awaited, reply, at);
        }
    }

    private void accept(InFlightProbe awaited, Reply reply, long at) {
        if (awaited.state == InFlightProbe.State.IN_FLIGHT && reply.receivedNanos() - awaited.deadline > 0) {
            expired(awaited);
        }
        Operation<?> operation = awaited.operation();
        if (operation != null) {
            operation.passToArrival(at);
        }
        if (operation == null || awaited.probe == null || operation.ended()) {
            counters.reject(RejectionReason.NOT_AWAITED);
            return;
        }
        if (awaited.state == InFlightProbe.State.ANSWERED) {
            counters.duplicates.increment();
            operation.onDuplicate(awaited);
        } else {
            answered(operation, awaited, Answers.of(awaited, awaited.probe, reply));
        }
        queue(operation);
    }

    private void answered(Operation<?> operation, InFlightProbe awaited, ProbeOutcome.Answer answer) {
        if (awaited.state == InFlightProbe.State.IN_FLIGHT) {
            release(awaited, InFlightProbe.State.ANSWERED);
        }
        awaited.state = InFlightProbe.State.ANSWERED;
        counters.answered.increment();
        if (awaited.probe != null) {
            told(awaited.probe, answer);
        }
        operation.onAnswer(awaited, answer);
    }

    private void told(Probe probe, ProbeOutcome outcome) {
        Telemetry.probe(probe, outcome);
        listener.ended(probe, outcome);
    }

    private void failAll(PathTracerException cause) {
        broken = broken == null ? cause : broken;
        for (Operation<?> operation : new ArrayList<>(running)) {
            operation.fail(cause);
        }
        ready.clear();
        waiting.clear();
        limit.release();
        // Nothing any more: the next operation comes here, and so finds that another loop is needed.
        inFlightLately = 0;
    }

    /** What the transport tells. */
    private final class Receiver implements TransportListener {
        @Override
        public void onSent(int id, long nanos, TimestampSource source) {
            InFlightProbe awaited = table.at(id);
            Operation<?> operation = awaited.operation();
            if (operation == null || awaited.state != InFlightProbe.State.IN_FLIGHT) {
                return;
            }
            awaited.sentNanos = nanos;
            awaited.sentSource = source;
            table.expireAt(awaited, nanos + operation.timeoutNanos());
            if (!awaited.left) {
                awaited.left = true;
                counters.sent.increment();
                operation.countSent();
                queue(operation);
            }
            operation.onSent(awaited);
        }

        @Override
        public void onSendFailed(int id, ProbeOutcome.SendFailed failure) {
            InFlightProbe awaited = table.at(id);
            Operation<?> operation = awaited.operation();
            if (operation == null || awaited.probe == null || awaited.state != InFlightProbe.State.IN_FLIGHT) {
                return;
            }
            release(awaited, InFlightProbe.State.FAILED);
            told(awaited.probe, failure);
            operation.onSendFailed(awaited, failure);
            queue(operation);
        }

        @Override
        public void onUnanswered(int id) {
            InFlightProbe awaited = table.at(id);
            if (awaited.operation() != null && awaited.left && awaited.state == InFlightProbe.State.IN_FLIGHT) {
                expired(awaited);
            }
        }

        @Override
        public void onReply(Reply reply) {
            arrivals.add(reply);
        }

        @Override
        public void onUnidentified(InetAddress destination) {
            for (Operation<?> operation : running) {
                operation.onUnidentified(destination);
                queue(operation);
            }
        }

        @Override
        public void onDrained() {
            // Time passes no further than it did for what was handed over: a timer tells of the rest.
            onDrained(arrivals.latest(now()));
        }

        @Override
        public void onDrained(long untilNanos) {
            try {
                passTo(untilNanos);
                act();
                armArrivals();
            } catch (RuntimeException | Error e) {
                breakDown(e);
            }
        }

        @Override
        public void onLostHere(long packets) {
            lostHere.addAndGet(packets);
            counters.lostHere.add(packets);
            Telemetry.lostHere(packets);
        }

        @Override
        public void onBroken(PathTracerException cause) {
            failAll(cause);
        }
    }
}
