// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pathtracer.core.io.Failures;
import org.pathtracer.core.io.IoLoop;
import org.pathtracer.service.Contact;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.ServiceFailure.Phase;
import org.pathtracer.service.ServiceFailure.Reason;
import org.pathtracer.service.ServiceTarget;

/** One check, from the name to the result. Confined to the loop's thread; only the future is for others. */
abstract class CheckRun<R> {
    /** A host that is this slow does not get ready; the check must end all the same. */
    private static final long LONGEST_PREPARATION_NANOS = TimeUnit.SECONDS.toNanos(30);

    final IoLoop loop;
    final ServiceTarget target;
    private final CompletableFuture<R> future = new CompletableFuture<>();
    private final long start;
    /** What this host needed before it could ask. */
    private long preparation;

    private Optional<InetAddress> address = Optional.empty();
    private Phase phase = Phase.NAME;
    private long phaseStart;
    private Optional<Duration> resolve = Optional.empty();
    private IoLoop.@Nullable Timer deadline;

    CheckRun(IoLoop loop, ServiceTarget target) {
        this.loop = loop;
        this.target = target;
        start = loop.now();
        phaseStart = start;
    }

    final CompletableFuture<R> future() {
        return future;
    }

    /** The deadline counts from the request on, without what this host prepares. */
    final void startDeadline() {
        long left = target.deadline().toNanos() - age();
        endIn(left, "nothing came before the deadline");
    }

    private void endIn(long nanos, String why) {
        if (deadline != null) {
            loop.cancel(deadline);
        }
        deadline = loop.schedule(() -> fail(Reason.NO_ANSWER, why), Math.max(0, nanos));
    }

    /** What takes long and can be done before; on a thread of the executor. */
    void prepare() throws GeneralSecurityException {
        WarmUp.sockets();
    }

    /** From now on this host is busy with itself: a slow one must not run into the server's deadline. */
    final void preparing() {
        endIn(LONGEST_PREPARATION_NANOS, "this host was not ready to ask within 30 seconds");
    }

    /** That took this host so long, which is not the server's time; from now on others are asked. */
    final void prepared(long nanos) {
        if (!future.isDone()) {
            preparation = nanos;
            startDeadline();
        }
    }

    private long age() {
        return loop.now() - start - preparation;
    }

    /** The address is known. */
    final void begin(InetAddress found, Optional<Duration> took) {
        if (future.isDone()) {
            return;
        }
        address = Optional.of(found);
        resolve = took;
        next(Phase.CONNECT);
        try {
            open(new InetSocketAddress(found, target.port()));
        } catch (IOException | RuntimeException e) {
            // Java throws unchecked exceptions for some addresses that it can't use.
            fail(e);
        }
    }

    /** Begins to talk to the server. */
    abstract void open(InetSocketAddress server) throws IOException;

    /** The result, as far as the check has come. */
    abstract R result(Contact contact, Optional<ServiceFailure> failure);

    /** Closes what is open; may be called again. */
    abstract void release();

    /** A phase is over, another begins; how long the one took. */
    final Duration next(Phase following) {
        Duration took = sincePhase(0);
        phase = following;
        phaseStart += took.toNanos();
        return took;
    }

    /**
     * Until what is handled now arrived: the work on it is this host's own, and none of the network's.
     *
     * @param worked nanoseconds for which this host has worked on what arrived with the beginning of the phase
     */
    final Duration sincePhase(long worked) {
        // What was there already when it was looked for has no arrival of its own.
        long end = loop.arrived() > phaseStart ? loop.arrived() : loop.now() - worked;
        return Duration.ofNanos(end - phaseStart);
    }

    /** The time of this phase counts anew. */
    final void restartPhase() {
        phaseStart = loop.now();
    }

    final void succeed() {
        end(Optional.empty());
    }

    final void fail(Throwable cause) {
        failWith(Failures.words(cause));
    }

    /** Java has one class for several errors of the system, and tells them apart by words only. */
    final void failWith(String words) {
        fail(reason(words), words);
    }

    final void fail(Reason reason, String detail) {
        end(Optional.of(new ServiceFailure(phase, reason, detail)));
    }

    private void end(Optional<ServiceFailure> failure) {
        if (future.isDone()) {
            return;
        }
        stop();
        Contact contact = new Contact(target, address, resolve, Duration.ofNanos(Math.max(0, age())));
        future.complete(result(contact, failure));
    }

    /** The tracer is closed. */
    final void abort(Throwable cause) {
        stop();
        future.completeExceptionally(cause);
    }

    /** Ends without a result, as after a cancellation. */
    final void stop() {
        if (deadline != null) {
            loop.cancel(deadline);
            deadline = null;
        }
        release();
    }

    private Reason reason(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        if (phase != Phase.CONNECT) {
            return Reason.BROKEN;
        } else if (lower.contains("refused") || lower.contains("port unreachable")) {
            return Reason.REFUSED;
        } else if (lower.contains("unreachable") || lower.contains("no route")) {
            return Reason.UNREACHABLE;
        }
        return lower.contains("timed out") ? Reason.NO_ANSWER : Reason.BROKEN;
    }
}
