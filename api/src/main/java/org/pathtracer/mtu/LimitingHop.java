// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.mtu;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.annotation.NotForImplementation;

/**
 * The hop before the link that limits a path MTU: the last one that larger packets reach.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface LimitingHop {
    /** Returns its TTL or hop limit (1 to 255), 0 for this host; empty if it was not found. */
    OptionalInt ttl();

    /** Returns the address with which it answered; empty for this host and for a silent hop. */
    Optional<InetAddress> address();

    /**
     * Returns the number of hops right behind it that answer nothing of any size (0 or more): a black hole may be at
     * any of them as well.
     */
    int silentBehind();
}
