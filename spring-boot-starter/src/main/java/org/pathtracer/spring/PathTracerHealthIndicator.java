// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spring;

import java.util.List;
import org.pathtracer.PathTracer;
import org.pathtracer.TransportReport;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Whether the application can probe: up if a transport works here, else down with the reason and what would change it.
 * Nothing is sent.
 *
 * @since 0.1.0
 */
public class PathTracerHealthIndicator extends AbstractHealthIndicator {
    private final PathTracer tracer;

    /** Of this tracer. */
    public PathTracerHealthIndicator(PathTracer tracer) {
        super("PathTracer's transports could not be looked at");
        this.tracer = tracer;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        List<TransportReport> transports = tracer.transports();
        List<String> working = transports.stream()
                .filter(TransportReport::available)
                .map(TransportReport::name)
                .distinct()
                .toList();
        if (!working.isEmpty()) {
            builder.up().withDetail("transports", working);
        } else if (transports.isEmpty()) {
            builder.down()
                    .withDetail(
                            "reason",
                            "There is no transport: add the artifact pathtracer, or the natives of this system");
        } else {
            TransportReport first = transports.get(0);
            builder.down().withDetail("reason", first.name() + ": " + first.detail());
            if (!first.remedies().isEmpty()) {
                builder.withDetail("remedies", first.remedies());
            }
        }
    }
}
