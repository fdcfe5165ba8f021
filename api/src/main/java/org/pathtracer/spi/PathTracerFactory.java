// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.util.ServiceLoader;
import org.pathtracer.NotSupportedException;
import org.pathtracer.PathTracer;
import org.pathtracer.enrich.SharedCaches;

/** Makes tracers; found as a service. There is one implementation, the engine in {@code pathtracer-core}. */
public interface PathTracerFactory {
    /**
     * The engine.
     *
     * @throws NotSupportedException if there is none on the class or module path
     */
    static PathTracerFactory find() {
        return ServiceLoader.load(PathTracerFactory.class, PathTracer.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new NotSupportedException("There is no PathTracer engine here: add the artifact"
                        + " org.pathtracer:pathtracer (or pathtracer-core) to the dependencies"));
    }

    /** A new tracer. */
    PathTracer create(TracerConfiguration configuration);

    /** New caches. */
    SharedCaches caches(CacheConfiguration configuration);
}
