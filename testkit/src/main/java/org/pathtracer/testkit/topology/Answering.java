// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.net.InetAddress;
import java.util.List;

/**
 * How a node answers.
 *
 * @param errors whether it sends ICMP errors
 * @param echo whether it echoes what is sent to itself
 * @param errorsPerSecond bound on its ICMP errors; 0 for none
 * @param burst errors it may send at once, with a bound
 * @param delayNanos what it takes to make an answer
 * @param jitterNanos at most so much more, evenly spread
 * @param initialTtl TTL or hop limit its answers start with
 * @param quote bytes of the probe that its errors show behind the IP header
 * @param identification what it writes into the IPv4 identification of its answers
 * @param from what it answers from, at most one of each family; its own address, if there is none of the family
 * @param tooBig whether it tells of packets that are too big for a link
 * @since 0.1.0
 */
public record Answering(
        boolean errors,
        boolean echo,
        int errorsPerSecond,
        int burst,
        long delayNanos,
        long jitterNanos,
        int initialTtl,
        int quote,
        Identification identification,
        List<InetAddress> from,
        boolean tooBig) {
    /** Copies the list. */
    public Answering {
        from = List.copyOf(from);
    }
}
