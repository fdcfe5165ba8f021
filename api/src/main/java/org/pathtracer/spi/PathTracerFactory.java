// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import org.pathtracer.PathTracer;

/** Makes tracers; found as a service. There is one implementation, the engine in {@code pathtracer-core}. */
public interface PathTracerFactory {
    /** A new tracer. */
    PathTracer create(TracerConfiguration configuration);
}
