// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.pathtracer.bufferbloat.HttpLatency;
import org.pathtracer.statistics.Statistics;

/** The facts of a {@link HttpLatency}. */
public record HttpLatencyRecord(Statistics tcp, Statistics tls, Statistics http, Statistics loaded, long failed)
        implements HttpLatency {
    /** Takes no null. */
    public HttpLatencyRecord {
        Objects.requireNonNull(tcp, "tcp");
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(loaded, "loaded");
    }

    /** No request was made. */
    public static final HttpLatency NONE = new HttpLatencyRecord(none(), none(), none(), none(), 0);

    private static Statistics none() {
        return Statistics.of(0, List.<Duration>of());
    }
}
