// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.statistics.Statistics;

/**
 * An address that answered at a TTL, or a router there that does not answer.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface MultipathVertex {
    /** Returns the number in its graph, from 0, in the order of TTLs. */
    int id();

    /** Returns the TTL or hop limit (1 to 255); one address may answer at several. */
    int ttl();

    /** Returns the address; empty for one that does not answer: whether it is one router or several can't be seen. */
    Optional<InetAddress> address();

    /** Returns whether it is the target itself. */
    boolean destination();

    /**
     * Returns the loss and round-trip times of the probes that it answered; for a silent router, of the unanswered
     * probes at this TTL.
     */
    Statistics statistics();

    /** Returns what is known of the address, as far as that was asked for and found out; without its segment. */
    AddressInfo info();

    /** Returns whether it does not answer. */
    boolean silent();

    /** See {@link AddressInfo#hostname}. */
    Optional<String> hostname();

    /** See {@link AddressInfo#asn}. */
    Optional<Long> asn();
}
