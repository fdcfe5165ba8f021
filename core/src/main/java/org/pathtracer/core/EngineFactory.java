// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import org.pathtracer.PathTracer;
import org.pathtracer.core.cache.Caches;
import org.pathtracer.core.logging.QuietFacade;
import org.pathtracer.enrich.SharedCaches;
import org.pathtracer.spi.CacheConfiguration;
import org.pathtracer.spi.PathTracerFactory;
import org.pathtracer.spi.TracerConfiguration;

/** Makes tracers and caches for their builders; found as a service. */
public final class EngineFactory implements PathTracerFactory {
    /** For the service loader. */
    public EngineFactory() {}

    @Override
    public PathTracer create(TracerConfiguration configuration) {
        QuietFacade.settle();
        return new Tracer(configuration);
    }

    @Override
    public SharedCaches caches(CacheConfiguration configuration) {
        return new Caches(configuration);
    }
}
