// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.util.Set;
import org.pathtracer.spi.ReplyKind;

/**
 * An attacker off the path that guesses: for each probe it sends forged answers in the destination's name. What can be
 * counted or is well known it has right, as a probe's number; what is random it has not: the tag, a UDP checksum, a TCP
 * sequence number, and the source port to which a datagram or segment must come.
 *
 * @param repliesPerProbe how many of each kind
 * @param delayNanos from the probe's sending to their arrival
 * @param kinds what they say
 * @since 0.1.0
 */
public record Attacker(int repliesPerProbe, long delayNanos, Set<ReplyKind> kinds) {
    /** Copies the set. */
    public Attacker {
        kinds = Set.copyOf(kinds);
    }
}
