// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import org.pathtracer.PathTracer;
import org.pathtracer.spi.PathTracerFactory;
import org.pathtracer.spi.TracerConfiguration;

/** Makes tracers for {@link PathTracer.Builder#build()}; found as a service. */
public final class EngineFactory implements PathTracerFactory {
    /** For the service loader. */
    public EngineFactory() {}

    @Override
    public PathTracer create(TracerConfiguration configuration) {
        return new Tracer(configuration);
    }
}
