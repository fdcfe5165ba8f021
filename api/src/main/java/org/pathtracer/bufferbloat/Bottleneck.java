// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.enrich.Segment;

/**
 * The hop whose queue grew. Queues stand at the output of a link: one that holds up what comes down delays the answers
 * of its own hop already, one that holds up what goes up delays only the probes to the hops behind it. With load in
 * both directions it is taken for the former.
 *
 * @param ttl its TTL or hop limit (1 to 255); 0 for this host
 * @param address with which it answers; empty for this host and for a silent hop
 * @param segment the part of the path that it is in
 * @param increase by which the median latency grows there under load
 * @param delayedFrom TTL of the first hop that answers later under load
 * @since 0.1.0
 */
public record Bottleneck(int ttl, Optional<InetAddress> address, Segment segment, Duration increase, int delayedFrom) {
    /** Takes no null. */
    public Bottleneck {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(segment, "segment");
        Objects.requireNonNull(increase, "increase");
    }
}
