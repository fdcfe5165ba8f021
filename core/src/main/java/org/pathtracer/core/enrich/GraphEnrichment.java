// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.pathtracer.MultipathResult;
import org.pathtracer.result.EnrichmentReportRecord;
import org.pathtracer.result.MissingRecord;
import org.pathtracer.result.MultipathResultRecord;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.EnrichmentReport;
import org.pathtracer.enrich.EnrichmentReport.Missing;

/** The enrichment of a graph: each address is looked up by itself. */
final class GraphEnrichment {
    private final Enricher enricher;
    private final boolean names;
    private final Map<InetAddress, CompletableFuture<AddressLookup>> lookups = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> impatience = new CompletableFuture<>();

    GraphEnrichment(Enricher enricher, boolean names) {
        this.enricher = enricher;
        this.names = names;
    }

    /** Takes an answer. On the probing thread, which does not look up anything itself. */
    void onAddress(InetAddress address) {
        lookups.computeIfAbsent(address, this::begin);
    }

    private CompletableFuture<AddressLookup> begin(InetAddress address) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> enricher.lookup(address, names),
                    task -> enricher.workers().schedule(task, 0));
        } catch (RejectedExecutionException e) {
            // The tracer is closed, and ends its operations by itself.
            return CompletableFuture.completedFuture(AddressLookup.none(address, Optional.empty()));
        }
    }

    /**
     * The graph is complete.
     *
     * @param wait in nanoseconds, how long to wait at most for what is still being looked up
     */
    CompletableFuture<MultipathResult> finish(MultipathResult result, long wait) {
        long since = System.nanoTime();
        CompletableFuture<Void> all = CompletableFuture.allOf(lookups.values().stream()
                        .map(lookup -> lookup.thenCompose(AddressLookup::end))
                        .toArray(CompletableFuture<?>[]::new))
                .exceptionally(cause -> null);
        if (!all.isDone()) {
            setTimeout(all, wait);
        }
        return CompletableFuture.anyOf(all, impatience).thenApply(ready -> enriched(result, since));
    }

    private void setTimeout(CompletableFuture<Void> all, long wait) {
        if (wait <= 0) {
            hurry();
            return;
        }
        try {
            Future<?> timeout = enricher.timers().schedule(this::hurry, wait);
            all.thenRun(() -> timeout.cancel(false));
        } catch (RejectedExecutionException e) {
            hurry();
        }
    }

    /** Waits for look-ups no longer. From any thread. */
    void hurry() {
        impatience.complete(null);
    }

    private MultipathResult enriched(MultipathResult bare, long since) {
        Map<InetAddress, AddressInfo> infos = new HashMap<>();
        List<Missing> missing = new ArrayList<>();
        lookups.forEach((address, lookup) -> {
            if (!lookup.isDone()) {
                missing.add(new MissingRecord(address, EnrichmentReport.Item.HOSTNAME, "not known in time"));
            } else if (!lookup.isCompletedExceptionally()) {
                infos.put(address, lookup.join().info());
                missing.addAll(lookup.join().missing());
            }
        });
        Duration waited = Duration.ofNanos(System.nanoTime() - since);
        return MultipathResultRecord.enriched(bare, infos, new EnrichmentReportRecord(waited, missing));
    }
}
