// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Where a collector of OpenTelemetry takes metrics.
 *
 * @param url of OTLP over HTTP, such as {@code http://127.0.0.1:4318/v1/metrics}
 * @param interval from one push to the next
 * @param headers of each request
 */
public record PushPlan(URI url, Duration interval, Map<String, String> headers) {
    /** Copies the map. */
    public PushPlan {
        headers = Map.copyOf(headers);
    }
}
