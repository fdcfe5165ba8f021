// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.pathtracer.RateLimit;

/**
 * What {@link org.pathtracer.PathTracer.Builder} collected.
 *
 * @param providers transports preferred to those found as services, in this order
 * @param callbackExecutor where callbacks run; empty for threads of the tracer's own
 * @param rateLimit bound on all operations together
 */
public record TracerConfiguration(
        List<ProbeTransportProvider> providers, Optional<Executor> callbackExecutor, RateLimit rateLimit) {
    /** Copies the list. */
    public TracerConfiguration {
        providers = List.copyOf(providers);
    }
}
