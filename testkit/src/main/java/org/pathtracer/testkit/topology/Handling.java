// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a router does with packets for others.
 *
 * @param blackHole drops them without a word, but still answers those whose TTL ends here
 * @param rejectCode code of the ICMP unreachable that it answers instead of forwarding
 * @param rejectCode6 the same for ICMPv6
 * @param ttl what it does to the TTL
 * @param setTtl with {@link Ttl#SET}, to what
 * @param trafficClassKept bits of the traffic class that it leaves alone
 * @param trafficClassSet bits of the traffic class that it sets
 * @param translation how it translates addresses in what it forwards
 * @param redirectsTo name of the node that gets what is for the router itself
 * @param balancing how it chooses among several next hops
 * @param filters what it does not forward
 * @since 0.1.0
 */
public record Handling(
        boolean blackHole,
        OptionalInt rejectCode,
        OptionalInt rejectCode6,
        Ttl ttl,
        int setTtl,
        int trafficClassKept,
        int trafficClassSet,
        Optional<Translation> translation,
        Optional<String> redirectsTo,
        Balancing balancing,
        List<Filter> filters) {
    /** Copies the list. */
    public Handling {
        filters = List.copyOf(filters);
    }

    /** What a router does to the TTL or hop limit of what it forwards. */
    public enum Ttl {
        /** As it should. */
        DECREMENT,
        /** Leaves it, and is thereby invisible, like the inside of a tunnel. */
        KEEP,
        /** Sets it to a fixed value. */
        SET,
        /** Forwards packets whose TTL has ended with TTL 0, so the next router answers for two TTLs. */
        FORWARD_EXPIRED
    }
}
