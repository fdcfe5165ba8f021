// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spring;

import org.pathtracer.PathTracer;

/**
 * Changes what the application's tracer is built with, after its properties. Each bean of this type is called once, in
 * the order of {@code @Order}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PathTracerCustomizer {
    /** Sets what properties can't, such as a custom transport. */
    void customize(PathTracer.Builder builder);
}
