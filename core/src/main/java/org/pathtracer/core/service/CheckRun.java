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
import org.jspecify.annotations.Nullable;
import org.pathtracer.core.io.Failures;
import org.pathtracer.core.io.IoLoop;
import org.pathtracer.service.Contact;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.ServiceFailure.Phase;
import org.pathtracer.service.ServiceFailure.Reason;
import org.pathtracer.service.ServiceTarget;

/** One check, from the name to the result. Lives on the loop's thread; only the future is for others. */
abstract class CheckRun<R> {
    final IoLoop loop;
    final ServiceTarget target;
    private final CompletableFuture<R> future = new CompletableFuture<>();
    private final long start;

    private Optional<InetAddress> address = Optional.empty();
    private Phase phase = Phase.NAME;
    private long phaseStart;
    private Duration resolve = Duration.ZERO;
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

    /** The deadline counts from the request on. */
    final void bound() {
        long left = target.deadline().toNanos() - (loop.now() - start);
        deadline = loop.schedule(() -> fail(Reason.NO_ANSWER, "nothing came before the deadline"), Math.max(0, left));
    }

    /** What takes long and can be done before; on a thread of the executor. */
    void prepare() throws GeneralSecurityException {}

    /** The address is known. */
    final void begin(InetAddress found, Duration took) {
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
        Duration took = sincePhase();
        phase = following;
        phaseStart = loop.now();
        return took;
    }

    final Duration sincePhase() {
        return Duration.ofNanos(loop.now() - phaseStart);
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
        Contact contact = new Contact(target, address, resolve, Duration.ofNanos(loop.now() - start));
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
        } else if (lower.contains("refused") || lower.contains("reset") || lower.contains("port unreachable")) {
            return Reason.REFUSED;
        } else if (lower.contains("unreachable") || lower.contains("no route")) {
            return Reason.UNREACHABLE;
        }
        return lower.contains("timed out") ? Reason.NO_ANSWER : Reason.BROKEN;
    }
}
