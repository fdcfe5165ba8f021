// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.enrich.Segment;

/**
 * The hop whose queue grew. Queues stand at the output of a link: one that holds up what comes down delays the answers
 * of its own hop already, one that holds up what goes up delays only the probes to the hops behind it. With load in
 * both directions it is taken for the former.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface Bottleneck {
    /** Returns its TTL or hop limit (1 to 255); 0 for this host. */
    int ttl();

    /** Returns the address with which it answers; empty for this host and for a silent hop. */
    Optional<InetAddress> address();

    /** Returns the part of the path that it is in. */
    Segment segment();

    /** Returns the time by which the median latency grows there under load. */
    Duration increase();

    /** Returns the TTL of the first hop that answers later under load. */
    int delayedFrom();
}
