// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Executor;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.NotSupportedException;
import org.pathtracer.PathTracer;
import org.pathtracer.RateLimit;
import org.pathtracer.SharedCaches;
import org.pathtracer.TransportProvider;
import org.pathtracer.check.Shortage;
import org.pathtracer.core.logging.QuietFacade;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.spi.ProbeTransportProvider;

/** Makes tracers; found as a service. */
public final class TracerBuilder implements PathTracer.Builder {
    /** For pollers, sockets and the JDK's own libraries. */
    private static final int DESCRIPTORS_TO_WORK = 12;

    private static final int MOST_LOOPS = 64;
    /** With more, the system's own work on each packet is the limit. */
    private static final int MOST_LOOPS_BY_DEFAULT = 4;

    private final List<ProbeTransportProvider> providers = new ArrayList<>();
    private Optional<Executor> callbackExecutor = Optional.empty();
    private RateLimit rateLimit = RateLimit.NONE;
    private int loops = Math.min(MOST_LOOPS_BY_DEFAULT, Runtime.getRuntime().availableProcessors());
    private EnrichmentOptions enrichment = EnrichmentOptions.DEFAULT;
    private Optional<SharedCaches> caches = Optional.empty();
    private boolean followNetwork;

    /** For the service loader. */
    public TracerBuilder() {}

    @Override
    public PathTracer.Builder transport(TransportProvider provider) {
        Objects.requireNonNull(provider, "provider");
        if (!(provider instanceof ProbeTransportProvider transport)) {
            throw new InvalidRequestException("the transport \"%s\" must implement %s"
                    .formatted(provider.name(), ProbeTransportProvider.class.getName()));
        }
        providers.add(transport);
        return this;
    }

    @Override
    public PathTracer.Builder callbackExecutor(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        callbackExecutor = Optional.of(executor);
        return this;
    }

    @Override
    public PathTracer.Builder rateLimit(int packetsPerSecond) {
        rateLimit = RateLimit.of(packetsPerSecond);
        return this;
    }

    @Override
    public PathTracer.Builder loops(int count) {
        if (count < 1 || count > MOST_LOOPS) {
            throw new InvalidRequestException("loops is %d, but must be from 1 to %d".formatted(count, MOST_LOOPS));
        }
        loops = count;
        return this;
    }

    @Override
    public PathTracer.Builder enrichment(EnrichmentOptions options) {
        Objects.requireNonNull(options, "options");
        enrichment = options;
        return this;
    }

    @Override
    public PathTracer.Builder caches(SharedCaches shared) {
        Objects.requireNonNull(shared, "shared");
        caches = Optional.of(shared);
        return this;
    }

    @Override
    public PathTracer.Builder followNetwork(boolean value) {
        followNetwork = value;
        return this;
    }

    @Override
    public PathTracer build() {
        try {
            QuietFacade.settle();
            return workable(new Tracer(new TracerConfiguration(
                    providers, callbackExecutor, rateLimit, loops, enrichment, caches, followNetwork)));
        } catch (LinkageError | ServiceConfigurationError | InternalError e) {
            throw new NotSupportedException(Shortage.ofUnloadable(e), e);
        }
    }

    /** Only now the jars of the class path are open. */
    private static PathTracer workable(PathTracer tracer) {
        Shortage.ofDescriptors(DESCRIPTORS_TO_WORK).ifPresent(sentence -> {
            tracer.close();
            throw new NotSupportedException(sentence);
        });
        return tracer;
    }
}
