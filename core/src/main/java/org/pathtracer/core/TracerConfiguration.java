// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.pathtracer.RateLimit;
import org.pathtracer.SharedCaches;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.spi.ProbeTransportProvider;

/**
 * The configuration of a tracer.
 *
 * @param providers transports preferred to those found as services, in this order
 * @param callbackExecutor where callbacks run; empty for threads of the tracer's own
 * @param rateLimit bound on all operations together
 * @param loops most loops of each transport
 * @param enrichment where names and networks of addresses are looked up
 * @param caches where they are kept; empty for caches of the tracer's own
 * @param followNetwork whether changes of this host's network count as {@link org.pathtracer.PathTracer#networkChanged}
 */
record TracerConfiguration(
        List<ProbeTransportProvider> providers,
        Optional<Executor> callbackExecutor,
        RateLimit rateLimit,
        int loops,
        EnrichmentOptions enrichment,
        Optional<SharedCaches> caches,
        boolean followNetwork) {
    /** Copies the list. */
    TracerConfiguration {
        Objects.requireNonNull(providers, "providers");
        Objects.requireNonNull(callbackExecutor, "callbackExecutor");
        Objects.requireNonNull(rateLimit, "rateLimit");
        Objects.requireNonNull(enrichment, "enrichment");
        Objects.requireNonNull(caches, "caches");
        providers = List.copyOf(providers);
    }

    /** With all defaults of the enrichment, and one loop. */
    TracerConfiguration(
            List<ProbeTransportProvider> providers, Optional<Executor> callbackExecutor, RateLimit rateLimit) {
        this(providers, callbackExecutor, rateLimit, 1, EnrichmentOptions.DEFAULT, Optional.empty(), false);
    }
}
