// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.pathtracer.statistics.Statistics;

/**
 * Times of small requests.
 *
 * @param tcp handshakes of new connections
 * @param tls handshakes on new connections, per round trip: half of the whole where TLS 1.2 takes two
 * @param http requests on new connections, to the end of the answer
 * @param loaded requests on connections that carry load, to the end of the answer
 * @param failed requests that failed or took longer than the timeout
 * @since 0.1.0
 */
public record HttpLatency(Statistics tcp, Statistics tls, Statistics http, Statistics loaded, long failed) {
    /** Takes no null. */
    public HttpLatency {
        Objects.requireNonNull(tcp, "tcp");
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(loaded, "loaded");
    }

    /** No request was made. */
    public static final HttpLatency NONE = new HttpLatency(none(), none(), none(), none(), 0);

    private static Statistics none() {
        return Statistics.of(0, List.<Duration>of());
    }
}
