// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.publicaddress;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pathtracer.core.dns.DnsClient;
import org.pathtracer.core.enrich.Enricher;
import org.pathtracer.core.http.HttpCalls;
import org.pathtracer.core.loop.Timers;
import org.pathtracer.core.service.ServiceClient;
import org.pathtracer.publicaddress.PublicAddressRequest;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.result.PublicAddressResultRecord;
import org.pathtracer.service.ServiceTarget;

/** Finds public addresses, and remembers them until the network changes. Thread-safe. */
public final class PublicAddressClient {
    private static final int MOST_KNOWN = 16;

    private final Sources sources;
    private final Timers timers;
    private final Enricher enricher;

    private final Map<PublicAddressRequest, PublicAddressResult> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PublicAddressRequest, PublicAddressResult> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    private int generation;

    /** What it asks with. */
    public PublicAddressClient(
            ServiceClient services,
            DnsClient dns,
            HttpCalls http,
            Function<ServiceTarget, InetAddress> resolver,
            Executor executor,
            Timers timers,
            Enricher enricher) {
        sources = new Sources(services, dns, http, resolver, executor);
        this.timers = timers;
        this.enricher = enricher;
    }

    /** Starts a search; never blocks. Cancelling the future ends it. */
    public CompletableFuture<PublicAddressResult> start(PublicAddressRequest request) {
        int begun;
        synchronized (this) {
            begun = generation;
            PublicAddressResult before = known.get(request);
            if (before != null) {
                return CompletableFuture.completedFuture(again(before));
            }
        }
        Consumer<PublicAddressResult> keep = result -> keep(request, result, begun);
        return new Search(request, sources, timers, enricher, keep).begin();
    }

    private static PublicAddressResult again(PublicAddressResult before) {
        return new PublicAddressResultRecord(
                before.address(),
                before.source(),
                before.translated(),
                before.info(),
                before.failures(),
                true,
                java.time.Duration.ZERO);
    }

    /** An answer that belongs to another network is not kept. */
    private synchronized void keep(PublicAddressRequest request, PublicAddressResult result, int begun) {
        Optional<InetAddress> address = result.address();
        if (address.isPresent() && begun == generation) {
            known.put(request, result);
            enricher.learnOwn(address.get());
        }
    }

    /** Forgets what was found out. */
    public synchronized void networkChanged() {
        generation++;
        known.clear();
    }
}
