// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.statistics.Statistics;

/**
 * Times of small requests.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface HttpLatency {
    /** Returns the handshakes of new connections. */
    Statistics tcp();

    /** Returns the handshakes on new connections, per round trip: half of the whole where TLS 1.2 takes two. */
    Statistics tls();

    /** Returns the requests on new connections, to the end of the answer. */
    Statistics http();

    /** Returns the requests on connections that carry load, to the end of the answer. */
    Statistics loaded();

    /** Returns the number of requests that failed or took longer than the timeout. */
    long failed();
}
