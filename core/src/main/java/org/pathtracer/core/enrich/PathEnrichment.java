// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Hop;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceResult;
import org.pathtracer.core.engine.EventSink;
import org.pathtracer.core.loop.Timers;
import org.pathtracer.result.EnrichmentReportRecord;
import org.pathtracer.result.TraceEventRecords;
import org.pathtracer.result.TraceResultRecord;
import org.pathtracer.spi.ProbeProfile;

/**
 * The enrichment of one path: asks about each responder as it answers, tells of each hop when all of it is known, and
 * completes the result. The thread that probes only adds events to a queue; all state belongs to the one task that
 * handles them.
 */
final class PathEnrichment {
    private final Enricher enricher;
    private final ProbeProfile profile;
    private final boolean names;
    private final EventSink<TraceEvent> events;
    private final long patience;
    /** The probing thread's, so that it adds one event for each address. */
    private final Set<InetAddress> answered = new HashSet<>();

    private final BatchQueue queue;
    private final PathLookups lookups;
    private final SettledHops hops = new SettledHops();
    private final List<Future<?>> timeouts = new ArrayList<>();
    private @Nullable PathView view;
    private @Nullable Finish finish;

    /** The end of the path, and when to tell of it whatever is known. */
    private record Finish(TraceResult result, long since, long until, CompletableFuture<TraceResult> future) {}

    /** With the threads that handle what the probing thread tells. */
    PathEnrichment(
            Enricher enricher, Timers workers, ProbeProfile profile, boolean names, EventSink<TraceEvent> events) {
        this.enricher = enricher;
        this.profile = profile;
        this.names = names;
        this.events = events;
        patience = enricher.options().deadline().toNanos();
        queue = new BatchQueue(workers, this::advance, this::giveUp);
        lookups = new PathLookups(queue::wake);
        queue.add(this::begin);
    }

    /** Takes an answer. On the probing thread. */
    void onAnswer(InetAddress address) {
        if (answered.add(address)) {
            queue.add(() -> ask(address));
        }
    }

    /** Takes a hop that is settled. On the probing thread. */
    void onHop(Hop hop) {
        queue.add(() -> {
            hops.add(hop, System.nanoTime() + patience);
            setTimeout(patience);
        });
    }

    /**
     * Takes the end of the path.
     *
     * @param wait in nanoseconds, how long to wait at most for what is still being looked up
     */
    CompletableFuture<TraceResult> finish(TraceResult result, long wait) {
        CompletableFuture<TraceResult> future = new CompletableFuture<>();
        long now = System.nanoTime();
        queue.addLast(() -> {
            finish = new Finish(result, now, now + wait, future);
            setTimeout(wait);
        });
        return future;
    }

    /** Waits for look-ups no longer. From any thread. */
    void hurry() {
        queue.addLast(() -> {
            if (finish != null) {
                finish = new Finish(finish.result, finish.since, finish.since, finish.future);
            }
        });
    }

    private void begin() {
        LocalPath local = LocalPath.of(profile, enricher.network());
        view = new PathView(
                profile.destination(), local, enricher.own(profile.family()), enricher.options(), lookups::asns);
        ask(profile.destination());
        view.ownAddress().ifPresent(own -> lookups.replace(own, enricher.lookup(own, false)));
    }

    private void ask(InetAddress address) {
        lookups.add(address, () -> enricher.lookup(address, names));
    }

    private void setTimeout(long nanos) {
        if (nanos > 0 && !lookups.areDone()) {
            try {
                timeouts.add(enricher.timers().schedule(queue::wake, nanos));
            } catch (RejectedExecutionException e) {
                // The tracer is closed, and ends its operations by itself.
            }
        }
    }

    private void advance() {
        long now = System.nanoTime();
        int before = hops.told();
        Finish end = finish;
        boolean ended = end != null && (now - end.until >= 0 || lookups.areDone());
        if (ended) {
            hops.tellAll();
        } else {
            hops.tellReady(lookups::isDone, now);
        }
        if (hops.told() > before && events.heard()) {
            soFar(before).forEach(hop -> events.accept(new TraceEventRecords.HopEnriched(hop)));
        }
        if (end != null && ended) {
            complete(end);
        }
    }

    /** Returns the hops told, from an index on. */
    private List<Hop> soFar(int first) {
        List<Hop> path = hops.path();
        return view == null ? path.subList(first, path.size()) : view.soFar(path, first, lookups.byAddress());
    }

    private void complete(Finish end) {
        timeouts.forEach(timeout -> timeout.cancel(false));
        TraceResult bare = end.result;
        Duration waited = Duration.ofNanos(System.nanoTime() - end.since);
        end.future.complete(TraceResultRecord.enriched(
                bare,
                view == null ? bare.hops() : view.enriched(bare.hops(), lookups.byAddress()),
                lookups.info(profile.destination()).orElse(bare.destination()),
                new EnrichmentReportRecord(waited, lookups.missing())));
        finish = null;
    }

    /** Completes with what the trace found: a path without names is better than none. */
    private void giveUp() {
        if (finish != null) {
            finish.future.complete(finish.result);
            finish = null;
        }
    }
}
