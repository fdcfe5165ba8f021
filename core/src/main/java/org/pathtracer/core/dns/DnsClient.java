// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.pathtracer.NoDnsAnswerException;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.http.HttpCalls;
import org.pathtracer.core.io.Failures;
import org.pathtracer.core.io.IoLoop;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsQuery;

/** Runs queries, many at a time. Thread-safe. */
public final class DnsClient implements AutoCloseable {
    private static final int MOST_RUNNING = 256;
    private static final int MOST_WAITING = 65_536;

    private final IoLoop loop = new IoLoop("pathtracer-dns");
    private final SystemServers system;
    private final HttpCalls http;
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicInteger rotation = new AtomicInteger();
    /** On the loop's thread only. */
    private final ServerHealth health = new ServerHealth();

    /** All that have not ended; like the other two, on the loop's thread only. */
    private final Set<QueryRun> unfinished = new HashSet<>();

    private final Set<QueryRun> running = new HashSet<>();
    /** Those that wait for others to end. */
    private final ArrayDeque<QueryRun> waiting = new ArrayDeque<>();

    /** With what HTTPS goes over; it is not closed with this. */
    public DnsClient(HttpCalls http) {
        this(http, new SystemServers());
    }

    DnsClient(HttpCalls http, SystemServers system) {
        this.http = http;
        this.system = system;
        loop.onError(error -> List.copyOf(unfinished).forEach(run -> run.fail(Failures.forUsers(error))));
    }

    /**
     * Asks; never blocks. The future is completed on the client's own thread, so what depends on it must be short.
     * Cancelling it ends the query.
     *
     * @throws org.pathtracer.InvalidRequestException if the name is not valid
     * @throws TracerClosedException if closed
     */
    public CompletableFuture<DnsAnswer> start(DnsQuery query) {
        Question question = Question.of(query);
        CompletableFuture<DnsAnswer> future = new CompletableFuture<>();
        if (pending.incrementAndGet() > MOST_RUNNING + MOST_WAITING) {
            pending.decrementAndGet();
            future.completeExceptionally(
                    new NoDnsAnswerException("More than %d DNS queries are waiting".formatted(MOST_WAITING)));
            return future;
        }
        QueryRun run = new QueryRun(loop, http, health, query, question, plan(query), future);
        future.whenComplete((answer, cause) -> ended(run));
        try {
            loop.execute(() -> admit(run));
        } catch (RejectedExecutionException e) {
            throw closed();
        }
        return future;
    }

    /**
     * The system's name servers may be others now, and answers to the address that this host had may never come: what
     * runs is asked again.
     */
    public void networkChanged() {
        system.forget();
        List<Upstream> others = pending.get() > 0 ? upstreams(system.servers()) : List.of();
        try {
            loop.execute(() -> {
                health.forget();
                if (!others.isEmpty()) {
                    List.copyOf(unfinished).forEach(run -> run.beginAgain(others));
                }
            });
        } catch (RejectedExecutionException e) {
            // The loop ended everything before it closed.
        }
    }

    /** The system's name servers. */
    public List<InetSocketAddress> systemServers() {
        return system.servers();
    }

    /** The system's options are those of its own servers; what the query says itself comes first. */
    private QueryPlan plan(DnsQuery query) {
        if (query.https().isPresent()) {
            return QueryPlan.of(query, List.of(new Upstream.Https(query.https().get())), ResolverOptions.NONE);
        } else if (!query.servers().isEmpty()) {
            return QueryPlan.of(query, upstreams(query.servers()), ResolverOptions.NONE);
        }
        SystemServers.Known known = system.known();
        List<Upstream> servers = new ArrayList<>(upstreams(known.servers()));
        if (known.options().rotate()) {
            Collections.rotate(servers, -Math.floorMod(rotation.getAndIncrement(), servers.size()));
        }
        return QueryPlan.of(query, servers, known.options());
    }

    private static List<Upstream> upstreams(List<InetSocketAddress> servers) {
        return servers.stream().<Upstream>map(Upstream.Server::new).toList();
    }

    private void admit(QueryRun run) {
        if (run.ended()) {
            return;
        }
        unfinished.add(run);
        run.startDeadline();
        waiting.add(run);
        launch();
    }

    private void launch() {
        while (running.size() < MOST_RUNNING && !waiting.isEmpty()) {
            QueryRun next = waiting.remove();
            if (!next.ended()) {
                running.add(next);
                next.begin();
            }
        }
    }

    /** On the loop's thread, unless the user cancelled. */
    private void ended(QueryRun run) {
        pending.decrementAndGet();
        try {
            loop.execute(() -> {
                run.stop();
                running.remove(run);
                unfinished.remove(run);
                launch();
            });
        } catch (RejectedExecutionException e) {
            // The loop ended everything before it closed.
        }
    }

    /** Fails what is in flight, and ends the thread. */
    @Override
    public void close() {
        loop.close(() -> unfinished.forEach(run -> run.fail(closed())));
    }

    private static TracerClosedException closed() {
        return new TracerClosedException("The tracer is closed");
    }
}
