// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PathTracerException;
import org.pathtracer.ProbeOptions;
import org.pathtracer.RateLimit;
import org.pathtracer.StopReason;
import org.pathtracer.core.loop.Defects;
import org.pathtracer.core.telemetry.Telemetry;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.spi.TransportLoop;

/**
 * A running operation: its limits, its timer, its probes in flight, its end. Confined to the loop's thread; only
 * {@link #future()} may be used from elsewhere.
 *
 * @param <R> result
 */
public final class Operation<R> {
    /** What probes keep of an operation, perhaps long after its end: then it leads nowhere. */
    static final class Owner {
        @Nullable
        Operation<?> operation;
    }

    /**
     * Probes that wait in this host, a few batches of them: those of other operations wait behind them. Each that
     * leaves lets another one come.
     */
    private static final int MOST_UNSENT = 64;

    private final Owner owner = new Owner();
    private final InetAddress target;
    private final long timeoutNanos;
    private final long deadline;
    private final int maxConcurrency;
    private final RateLimit rateLimit;
    private final CompletableFuture<R> future = new CompletableFuture<>();
    private Executor results = Runnable::run;
    private @Nullable Telemetry telemetry;
    private @Nullable Strategy<R> strategy;
    private @Nullable ProbeEngine engine;
    private @Nullable TokenBucket bucket;
    private @Nullable InFlightProbe inFlight;
    private TransportLoop.@Nullable Timer timer;
    private long timerAt = TimingWheel.NEVER;
    /** The time that the strategy was told last. */
    private long told;

    private int inFlightCount;
    private int unsent;
    private long sent;
    private long answered;
    private boolean queued;
    /** What its strategy threw; this operation fails by it, as soon as it acts, and no other does. */
    private @Nullable Throwable defect;

    /**
     * An operation to be started with {@link ProbeEngine#start}.
     *
     * @param target of which its telemetry speaks
     * @param deadline time of the loop's clock by which it must have ended; {@link Long#MAX_VALUE} for none
     */
    public Operation(Strategy<R> strategy, InetAddress target, ProbeOptions options, long timeoutNanos, long deadline) {
        this(strategy, target, options.rateLimit(), options.maxConcurrency(), timeoutNanos, deadline);
    }

    /** The same with limits that are a share of the request's. */
    public Operation(
            Strategy<R> strategy,
            InetAddress target,
            RateLimit rateLimit,
            int maxConcurrency,
            long timeoutNanos,
            long deadline) {
        owner.operation = this;
        this.strategy = strategy;
        this.target = target;
        this.rateLimit = rateLimit;
        this.timeoutNanos = timeoutNanos;
        this.deadline = deadline;
        this.maxConcurrency = maxConcurrency;
    }

    /** Has its result made on another thread than the loop's: one that takes long would hold up other operations. */
    public void makeResultOn(Executor executor) {
        results = executor;
    }

    /** The result; completed on the loop's thread by default, so nothing but hand-over may depend on it directly. */
    public CompletableFuture<R> future() {
        return future;
    }

    Owner owner() {
        return owner;
    }

    void start(ProbeEngine on) {
        engine = on;
        bucket = new TokenBucket(rateLimit, on.now());
        telemetry = new Telemetry(target);
        told = on.now() - 1;
        passTo(on.now());
        advance();
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    boolean ended() {
        return strategy == null;
    }

    /** Marks it as having something to do; false if it was marked already. */
    boolean queue() {
        boolean first = !queued && !ended();
        queued = queued || first;
        return first;
    }

    /**
     * Lets time pass for the strategy. It is never told a later time than that up to which all that arrived is known:
     * else the order in which sockets are read, or a pause of the process, would decide what is given up.
     */
    void passTo(long time) {
        Strategy<R> current = strategy;
        if (current == null) {
            return;
        }
        told = time - told > 0 ? time : told;
        // The clock may be negative, where the distance to "never" would overflow.
        if (deadline != TimingWheel.NEVER && deadline - told <= 0) {
            end(StopReason.DEADLINE);
            return;
        }
        Optional<StopReason> stopped = Optional.empty();
        try {
            current.onTime(told);
            stopped = current.stopped();
        } catch (RuntimeException | Error e) {
            defect = e;
        }
        if (stopped.isPresent()) {
            end(stopped.get());
        }
    }

    /** The same before something is told that arrived at that time; of what arrived together, once. */
    void passToArrival(long at) {
        if (at - told > 0) {
            passTo(at);
        }
    }

    /** Lets the strategy act on what it was told. */
    void advance() {
        queued = false;
        Strategy<R> current = strategy;
        ProbeEngine on = engine;
        if (current == null || on == null || ended()) {
            return;
        }
        passTo(on.knownUntil());
        if (!ended() && defect == null) {
            long blockedUntil = sendAllowed(on, current, on.now());
            wakeAt(on, Math.min(Math.min(timeOf(current), blockedUntil), deadline));
        }
        if (defect != null) {
            failByDefect(defect);
        }
    }

    private void failByDefect(Throwable thrown) {
        fail(Defects.exception("The operation failed", thrown));
    }

    private long timeOf(Strategy<R> current) {
        try {
            return current.wakeAt();
        } catch (RuntimeException | Error e) {
            defect = e;
            return TimingWheel.NEVER;
        }
    }

    /** Sends until the strategy or a limit says stop; gives when a rate limit will allow more. */
    private long sendAllowed(ProbeEngine on, Strategy<R> current, long now) {
        TokenBucket own = bucket;
        while (own != null && inFlightCount < maxConcurrency && unsent < MOST_UNSENT) {
            if (!own.available(now)) {
                return own.worthwhileAt();
            }
            if (!on.mayProbe(this, now)) {
                return TimingWheel.NEVER;
            }
            Optional<ProbeOrder> order = orderOf(current);
            if (order.isEmpty()) {
                return TimingWheel.NEVER;
            }
            own.take(now);
            on.probe(this, order.get(), now);
        }
        return TimingWheel.NEVER;
    }

    private Optional<ProbeOrder> orderOf(Strategy<R> current) {
        try {
            return current.next();
        } catch (RuntimeException | Error e) {
            defect = e;
            return Optional.empty();
        }
    }

    private void wakeAt(ProbeEngine on, long at) {
        // A timer that fires too early costs less than one that is set anew with every answer.
        if (timerAt <= at) {
            return;
        }
        cancelTimer();
        timerAt = at;
        if (at != TimingWheel.NEVER) {
            timer = on.schedule(this::onTimer, at);
        }
    }

    private void onTimer() {
        timer = null;
        timerAt = TimingWheel.NEVER;
        advance();
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        timerAt = TimingWheel.NEVER;
    }

    /** Ends it with what it has. */
    void end(StopReason reason) {
        Strategy<R> current = strategy;
        if (defect != null) {
            failByDefect(defect);
        } else if (current != null) {
            release();
            if (telemetry != null) {
                telemetry.finish(reason);
            }
            results.execute(() -> complete(current, reason));
        }
    }

    /** Whatever goes wrong: something waits for it. */
    private void complete(Strategy<R> ended, StopReason reason) {
        try {
            future.complete(ended.result(reason));
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(Defects.exception("The result could not be made", e));
        }
    }

    /** Ends it without a result. */
    void fail(PathTracerException cause) {
        if (!ended()) {
            release();
            future.completeExceptionally(cause);
        }
    }

    /** Lets go of everything but the future: probes may refer to this long after its end. */
    private void release() {
        cancelTimer();
        abandonInFlight();
        if (engine != null) {
            engine.ended(this);
        }
        owner.operation = null;
        strategy = null;
        bucket = null;
    }

    /** Lets go of all that is in flight. */
    void abandonInFlight() {
        while (inFlight != null && engine != null) {
            engine.abandon(inFlight);
        }
    }

    /** Lets go of what is in flight to a destination. */
    void abandonInFlight(InetAddress destination) {
        InFlightProbe awaited = inFlight;
        while (awaited != null && engine != null) {
            InFlightProbe next = awaited.operationNext;
            if (awaited.probe != null && awaited.probe.profile().destination().equals(destination)) {
                engine.abandon(awaited);
            }
            awaited = next;
        }
    }

    void link(InFlightProbe awaited) {
        awaited.operationNext = inFlight;
        awaited.operationPrevious = null;
        if (inFlight != null) {
            inFlight.operationPrevious = awaited;
        }
        inFlight = awaited;
        inFlightCount++;
        unsent++;
    }

    void unlink(InFlightProbe awaited) {
        if (awaited.operationPrevious != null) {
            awaited.operationPrevious.operationNext = awaited.operationNext;
        } else {
            inFlight = awaited.operationNext;
        }
        if (awaited.operationNext != null) {
            awaited.operationNext.operationPrevious = awaited.operationPrevious;
        }
        awaited.operationNext = null;
        awaited.operationPrevious = null;
        inFlightCount--;
        unsent -= awaited.left ? 0 : 1;
    }

    /** Returns the number of its probes that left this host; like its result, to be read once it has ended. */
    public long sent() {
        return sent;
    }

    /** Returns the number of its probes that were answered, late ones too. */
    public long answered() {
        return answered;
    }

    /** One more of its probes left. */
    void countSent() {
        sent++;
        unsent--;
    }

    void onSent(InFlightProbe awaited) {
        try {
            if (strategy != null) {
                strategy.onSent(awaited.key, awaited.sentNanos);
            }
        } catch (RuntimeException | Error e) {
            defect = e;
        }
    }

    void onAnswer(InFlightProbe awaited, ProbeOutcome.Answer answer) {
        answered++;
        try {
            if (strategy != null) {
                strategy.onAnswer(awaited.key, answer);
            }
        } catch (RuntimeException | Error e) {
            defect = e;
        }
    }

    void onDuplicate(InFlightProbe awaited) {
        try {
            if (strategy != null) {
                strategy.onDuplicate(awaited.key);
            }
        } catch (RuntimeException | Error e) {
            defect = e;
        }
    }

    void onUnidentified(InetAddress destination) {
        try {
            if (strategy != null) {
                strategy.onUnidentified(destination);
            }
        } catch (RuntimeException | Error e) {
            defect = e;
        }
    }

    void onTimeout(InFlightProbe awaited) {
        try {
            if (strategy != null) {
                strategy.onTimeout(awaited.key);
            }
        } catch (RuntimeException | Error e) {
            defect = e;
        }
    }

    void onSendFailed(InFlightProbe awaited, ProbeOutcome.SendFailed failure) {
        try {
            if (strategy != null) {
                strategy.onSendFailed(awaited.key, failure);
            }
        } catch (RuntimeException | Error e) {
            defect = e;
        }
    }
}
