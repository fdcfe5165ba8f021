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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Hop;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceResult;
import org.pathtracer.core.result.EnrichmentReportRecord;
import org.pathtracer.core.result.TraceEventRecords;
import org.pathtracer.core.result.TraceResultRecord;
import org.pathtracer.enrich.EnrichmentReport.Missing;
import org.pathtracer.spi.ProbeProfile;

/**
 * The enrichment of one path. The probing thread only leaves messages here; all state is in the hands of one task of
 * the workers at a time, which runs when there is news.
 */
final class PathEnrichment {
    private static final System.Logger LOG = System.getLogger(PathEnrichment.class.getName());
    /** Short against any round trip to a name server. */
    private static final long SWARM_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Enricher enricher;
    private final ProbeProfile profile;
    private final boolean names;
    private final Consumer<TraceEvent> events;
    private final long patience;

    private final ConcurrentLinkedQueue<Runnable> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger news = new AtomicInteger();
    /** Whether news waits for its swarm; whoever clears this works. */
    private final AtomicBoolean swarming = new AtomicBoolean();
    /** Of the probing thread, so that it leaves one message for each address. */
    private final Set<InetAddress> seen = new HashSet<>();

    private final Map<InetAddress, AddressLookup> lookups = new LinkedHashMap<>();
    private final List<Future<?>> alarms = new ArrayList<>();
    private final List<Settled> settled = new ArrayList<>();
    private int told;
    private @Nullable PathView view;
    private @Nullable Finish finish;

    /** A hop, and when to tell of it whatever is known. */
    private record Settled(Hop hop, Set<InetAddress> answerers, long until) {}

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
            settled.add(new Settled(hop, PathView.answerers(hop), System.nanoTime() + patience));
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
        endSwarm();
        return future;
    }

    /** Nobody waits any longer. From any thread. */
    void hurry() {
        tell(() -> {
            if (finish != null) {
                finish = new Finish(finish.result, finish.since, finish.since, finish.future);
            }
        });
        endSwarm();
    }

    /** Answers come in swarms: one task takes them all, so the probing is not held up by waking it for each. */
    private void tell(Runnable message) {
        messages.add(message);
        if (news.getAndIncrement() == 0) {
            swarming.set(true);
            workIn(SWARM_NANOS, () -> {
                if (swarming.getAndSet(false)) {
                    work();
                }
            });
        }
    }

    private void endSwarm() {
        if (swarming.getAndSet(false)) {
            workIn(0, this::work);
        }
    }

    private void wake() {
        if (news.getAndIncrement() == 0) {
            workIn(0, this::work);
        }
    }

    private void workIn(long nanos, Runnable work) {
        try {
            enricher.workers().schedule(work, nanos);
        } catch (RejectedExecutionException e) {
            // The tracer is closed, and ends its operations by itself.
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
        boolean end = isFinished(now);
        int before = told;
        while (told < settled.size() && (end || isReady(settled.get(told), now))) {
            told++;
        }
        if (told > before) {
            soFar(before).forEach(hop -> events.accept(new TraceEventRecords.HopEnriched(hop)));
        }
        if (end) {
            complete();
        }
    }

    private boolean isReady(Settled next, long now) {
        return now - next.until >= 0 || next.answerers.stream().allMatch(this::isKnown);
    }

    private boolean isKnown(InetAddress address) {
        AddressLookup lookup = lookups.get(address);
        return lookup == null || lookup.isDone();
    }

    private boolean isFinished(long now) {
        return finish != null
                && (now - finish.until >= 0 || lookups.values().stream().allMatch(AddressLookup::isDone));
    }

    /** The hops told, from an index on. */
    private List<Hop> soFar(int first) {
        List<Hop> path = settled.subList(0, told).stream().map(Settled::hop).toList();
        return view == null ? path.subList(first, told) : view.soFar(path, first, lookups);
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
        finish.future.complete(TraceResultRecord.enriched(
                bare,
                enriched(bare.hops()),
                destination == null ? bare.destination() : destination.info(),
                new EnrichmentReportRecord(waited, missing)));
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
