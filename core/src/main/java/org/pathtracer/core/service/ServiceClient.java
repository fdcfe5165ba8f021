// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.pathtracer.PathTracerException;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.dns.DnsClient;
import org.pathtracer.core.io.Failures;
import org.pathtracer.core.io.IoLoop;
import org.pathtracer.service.DnsCheck;
import org.pathtracer.service.HttpCheck;
import org.pathtracer.service.QuicCheck;
import org.pathtracer.service.ServiceCheck;
import org.pathtracer.service.ServiceFailure.Reason;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.service.ServiceTarget;
import org.pathtracer.service.TcpCheck;
import org.pathtracer.service.TlsCheck;
import org.pathtracer.service.UdpCheck;
import org.xbill.DNS.Address;

/** Runs checks, many at a time. Thread-safe. */
public final class ServiceClient implements AutoCloseable {
    private static final int MOST_RUNNING = 256;
    private static final int MOST_WAITING = 65_536;

    private final IoLoop loop = new IoLoop("pathtracer-service");
    private final Function<ServiceTarget, InetAddress> resolver;
    private final Executor executor;
    private final DnsClient dns;
    private final TlsEngines engines;
    private final AtomicBoolean resolverWarm = new AtomicBoolean();

    /** All that have not ended; like the other two, on the loop's thread only. */
    private final Set<CheckRun<?>> unfinished = new HashSet<>();

    private final Set<CheckRun<?>> running = new HashSet<>();
    private final ArrayDeque<CheckRun<?>> waiting = new ArrayDeque<>();

    /**
     * With what it needs of others.
     *
     * @param resolver finds the address of a target; may take long, and throw {@link PathTracerException}
     * @param executor for everything that takes long
     */
    public ServiceClient(Function<ServiceTarget, InetAddress> resolver, Executor executor, DnsClient dns) {
        this(resolver, executor, dns, new TlsEngines());
    }

    ServiceClient(Function<ServiceTarget, InetAddress> resolver, Executor executor, DnsClient dns, TlsEngines engines) {
        this.resolver = resolver;
        this.executor = executor;
        this.dns = dns;
        this.engines = engines;
        loop.onError(error -> Set.copyOf(unfinished).forEach(run -> run.abort(Failures.forUsers(error))));
    }

    /**
     * Checks; never blocks. The future is completed on the client's own thread, so what depends on it must be short.
     * Cancelling it ends the check.
     *
     * @throws TracerClosedException if closed
     */
    public <R extends ServiceResult> CompletableFuture<R> start(ServiceCheck<R> check) {
        @SuppressWarnings("unchecked") // each check names its result itself
        CheckRun<R> run = (CheckRun<R>) run(check);
        return start(run);
    }

    /** Asks a STUN server for this host's address; as {@link #start(ServiceCheck)} otherwise. */
    public CompletableFuture<StunAnswer> stun(ServiceTarget server) {
        return start(new StunRun(loop, server));
    }

    private <R> CompletableFuture<R> start(CheckRun<R> run) {
        run.future().whenComplete((result, cause) -> ended(run));
        try {
            loop.execute(() -> admit(run));
        } catch (RejectedExecutionException e) {
            throw closed();
        }
        return run.future();
    }

    private CheckRun<?> run(ServiceCheck<?> check) {
        if (check instanceof TcpCheck tcp) {
            return new TcpRun(loop, tcp);
        } else if (check instanceof UdpCheck udp) {
            return new UdpRun(loop, udp);
        } else if (check instanceof DnsCheck question) {
            return new DnsRun(loop, question, dns);
        } else if (check instanceof TlsCheck tls) {
            return new TlsRun(loop, tls, engines, executor);
        } else if (check instanceof HttpCheck http) {
            return new HttpRun(loop, http, engines, executor);
        }
        return new QuicRun(loop, (QuicCheck) check);
    }

    private void admit(CheckRun<?> run) {
        if (waiting.size() >= MOST_WAITING) {
            run.fail(Reason.NO_ANSWER, "more than %d checks are waiting".formatted(MOST_WAITING));
        } else if (!run.future().isDone()) {
            unfinished.add(run);
            waiting.add(run);
            run.startDeadline();
            launch();
        }
    }

    private void launch() {
        while (running.size() < MOST_RUNNING && !waiting.isEmpty()) {
            CheckRun<?> next = waiting.remove();
            if (!next.future().isDone()) {
                running.add(next);
                next.preparing();
                long begun = loop.now();
                executor.execute(() -> find(next, begun));
            }
        }
    }

    /** On a thread of the executor: names, and what TLS has to read from files. */
    private void find(CheckRun<?> run, long begun) {
        try {
            run.prepare();
            Optional<InetAddress> literal = literal(run.target);
            long before = loop.now();
            tell(() -> run.prepared(before - begun));
            if (literal.isPresent()) {
                tell(() -> run.begin(literal.get(), Optional.empty()));
            } else {
                InetAddress address = resolver.apply(run.target);
                Duration took = Duration.ofNanos(loop.now() - before);
                tell(() -> run.begin(address, Optional.of(took)));
            }
        } catch (PathTracerException e) {
            tell(() -> run.fail(Reason.UNKNOWN_NAME, String.valueOf(e.getMessage())));
        } catch (GeneralSecurityException | RuntimeException e) {
            tell(() -> run.fail(Reason.BROKEN, Failures.words(e)));
        } catch (Error e) {
            tell(() -> run.abort(Failures.forUsers(e)));
        }
    }

    /** Returns an address without a look-up. The first name is not to tell the time of class loading either. */
    private Optional<InetAddress> literal(ServiceTarget target) {
        if (isLiteral(target.host())) {
            return Optional.of(resolver.apply(target));
        } else if (!resolverWarm.getAndSet(true)) {
            try {
                InetAddress unused = resolver.apply(ServiceTarget.of("127.0.0.1", target.port()));
            } catch (PathTracerException e) {
                // It is warm all the same.
            }
        }
        return Optional.empty();
    }

    private static boolean isLiteral(String host) {
        return host.contains(":") || Address.isDottedQuad(host);
    }

    private void tell(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // The loop ended everything before it closed.
        }
    }

    /** On the loop's thread, unless the user cancelled. */
    private void ended(CheckRun<?> run) {
        tell(() -> {
            run.stop();
            running.remove(run);
            unfinished.remove(run);
            launch();
        });
    }

    /** Fails what is in flight, and ends the thread. */
    @Override
    public void close() {
        loop.close(() -> Set.copyOf(unfinished).forEach(run -> run.abort(closed())));
    }

    private static TracerClosedException closed() {
        return new TracerClosedException("The tracer is closed");
    }
}
