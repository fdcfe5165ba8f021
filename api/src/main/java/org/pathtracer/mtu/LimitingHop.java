// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.mtu;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The hop before the link that limits a path MTU: the last one that larger packets reach.
 *
 * @param ttl its TTL or hop limit (1 to 255), 0 for this host; empty if it was not found
 * @param address with which it answered; empty for this host and for a silent hop
 * @param silentBehind hops right behind it that answer nothing of any size (0 or more): a black hole may be at any of
 *     them as well
 * @since 0.1.0
 */
public record LimitingHop(OptionalInt ttl, Optional<InetAddress> address, int silentBehind) {
    /** Takes no null. */
    public LimitingHop {
        Objects.requireNonNull(ttl, "ttl");
        Objects.requireNonNull(address, "address");
    }

    /** This host, whose own interface is the limit. */
    public static final LimitingHop LOCAL = new LimitingHop(OptionalInt.of(0), Optional.empty(), 0);
}
