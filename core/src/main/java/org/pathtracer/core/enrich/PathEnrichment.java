// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Hop;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceResult;
import org.pathtracer.enrich.EnrichmentReport;
import org.pathtracer.enrich.EnrichmentReport.Missing;
import org.pathtracer.spi.ProbeProfile;

/**
 * The enrichment of one path. The probing thread only leaves messages here; all state is in the hands of one task of
 * the executor at a time, which runs when there is news.
 */
final class PathEnrichment {
    private static final System.Logger LOG = System.getLogger(PathEnrichment.class.getName());

    private final Enricher enricher;
    private final ProbeProfile profile;
    private final boolean names;
    private final Consumer<TraceEvent> events;
    private final long patience;

    private final ConcurrentLinkedQueue<Runnable> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger news = new AtomicInteger();
    /** Of the probing thread, so that it leaves one message for each address. */
    private final Set<InetAddress> seen = new HashSet<>();

    private final Map<InetAddress, AddressLookup> lookups = new LinkedHashMap<>();
    private final List<Future<?>> alarms = new ArrayList<>();
    private final List<Settled> settled = new ArrayList<>();
    private int told;
    private @Nullable PathView view;
    private @Nullable Finish finish;

    /** A hop, and when to tell of it whatever is known. */
    private record Settled(Hop hop, long until) {}

    /** The end of the path, and when to tell of it whatever is known. */
    private record Finish(TraceResult result, long since, long until, CompletableFuture<TraceResult> future) {}

    PathEnrichment(Enricher enricher, ProbeProfile profile, boolean names, Consumer<TraceEvent> events) {
        this.enricher = enricher;
        this.profile = profile;
        this.names = names;
        this.events = events;
        patience = enricher.options().deadline().toNanos();
        tell(this::begin);
    }

    /** Somebody answered. On the probing thread. */
    void onAnswer(InetAddress address) {
        if (seen.add(address)) {
            tell(() -> ask(address));
        }
    }

    /** A hop is settled. On the probing thread. */
    void onHop(Hop hop) {
        tell(() -> {
            settled.add(new Settled(hop, System.nanoTime() + patience));
            alarm(patience);
        });
    }

    /**
     * The path ends here.
     *
     * @param wait in nanoseconds, how long to wait at most for what is still being looked up
     */
    CompletableFuture<TraceResult> finish(TraceResult result, long wait) {
        CompletableFuture<TraceResult> future = new CompletableFuture<>();
        long now = System.nanoTime();
        tell(() -> {
            finish = new Finish(result, now, now + wait, future);
            alarm(wait);
        });
        return future;
    }

    /** Nobody waits any longer. From any thread. */
    void hurry() {
        tell(() -> {
            if (finish != null) {
                finish = new Finish(finish.result, finish.since, finish.since, finish.future);
            }
        });
    }

    private void tell(Runnable message) {
        messages.add(message);
        wake();
    }

    private void wake() {
        if (news.getAndIncrement() == 0) {
            try {
                enricher.executor().execute(this::work);
            } catch (RejectedExecutionException e) {
                // The tracer is closed, and ends its operations by itself.
            }
        }
    }

    private void work() {
        int known = news.get();
        while (known > 0) {
            try {
                for (Runnable message = messages.poll(); message != null; message = messages.poll()) {
                    message.run();
                }
                advance();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "The enrichment of a path failed unexpectedly", e);
                giveUp();
            }
            known = news.addAndGet(-known);
        }
    }

    private void begin() {
        LocalPath local = LocalPath.of(profile, enricher.network());
        view = new PathView(
                profile.destination(), local, enricher.own(profile.family()), enricher.options(), this::asns);
        ask(profile.destination());
        view.ownAddress().ifPresent(own -> lookups.put(own, watch(enricher.lookup(own, false))));
    }

    private void ask(InetAddress address) {
        if (!lookups.containsKey(address)) {
            lookups.put(address, watch(enricher.lookup(address, names)));
        }
    }

    private AddressLookup watch(AddressLookup lookup) {
        if (!lookup.isDone()) {
            lookup.end().thenRun(this::wake);
        }
        return lookup;
    }

    private List<Long> asns(InetAddress address) {
        AddressLookup lookup = lookups.get(address);
        return lookup == null ? List.of() : lookup.info().asns();
    }

    private void alarm(long nanos) {
        if (nanos > 0 && lookups.values().stream().anyMatch(lookup -> !lookup.isDone())) {
            try {
                alarms.add(enricher.timers().schedule(this::wake, nanos));
            } catch (RejectedExecutionException e) {
                // The tracer is closed, and ends its operations by itself.
            }
        }
    }

    private void advance() {
        long now = System.nanoTime();
        while (told < settled.size() && (isReady(settled.get(told), now) || isFinished(now))) {
            told++;
            events.accept(new TraceEvent.HopEnriched(lastTold()));
        }
        if (isFinished(now)) {
            complete();
        }
    }

    private boolean isReady(Settled next, long now) {
        return now - next.until >= 0
                || next.hop.responders().stream().allMatch(responder -> isKnown(responder.address()));
    }

    private boolean isKnown(InetAddress address) {
        AddressLookup lookup = lookups.get(address);
        return lookup == null || lookup.isDone();
    }

    private boolean isFinished(long now) {
        return finish != null
                && (now - finish.until >= 0 || lookups.values().stream().allMatch(lookup -> lookup.isDone()));
    }

    /** With the segments of the path up to it. */
    private Hop lastTold() {
        List<Hop> path = settled.subList(0, told).stream().map(Settled::hop).toList();
        return enriched(path).get(told - 1);
    }

    private List<Hop> enriched(List<Hop> hops) {
        return view == null ? hops : view.enriched(hops, lookups);
    }

    private void complete() {
        if (finish == null) {
            return;
        }
        alarms.forEach(alarm -> alarm.cancel(false));
        TraceResult bare = finish.result;
        List<Missing> missing = lookups.values().stream()
                .flatMap(lookup -> lookup.missing().stream())
                .toList();
        Duration waited = Duration.ofNanos(System.nanoTime() - finish.since);
        AddressLookup destination = lookups.get(profile.destination());
        finish.future.complete(bare.enriched(
                enriched(bare.hops()),
                destination == null ? bare.destination() : destination.info(),
                new EnrichmentReport(waited, missing)));
        finish = null;
    }

    /** A path without names is better than none. */
    private void giveUp() {
        if (finish != null) {
            finish.future.complete(finish.result);
            finish = null;
        }
    }
}
