// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.statistics.Statistics;

/**
 * An address that answered at a TTL, or a router there that does not answer.
 *
 * @param id number in its graph, from 0, in the order of TTLs
 * @param ttl TTL or hop limit (1 to 255); one address may answer at several
 * @param address empty for one that does not answer: whether it is one router or several can't be seen
 * @param destination whether it is the target itself
 * @param statistics loss and round-trip times of the probes that it answered; for a silent router, of the unanswered
 *     probes at this TTL
 * @param info who it is, as far as that was asked for and found out; without its segment
 * @since 0.1.0
 */
public record MultipathVertex(
        int id, int ttl, Optional<InetAddress> address, boolean destination, Statistics statistics, AddressInfo info) {
    /** Takes no null. */
    public MultipathVertex {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(statistics, "statistics");
        Objects.requireNonNull(info, "info");
    }

    /** One of whom nothing else is known. */
    public MultipathVertex(int id, int ttl, Optional<InetAddress> address, boolean destination, Statistics statistics) {
        this(id, ttl, address, destination, statistics, AddressInfo.NONE);
    }

    /** Whether it does not answer. */
    public boolean silent() {
        return address.isEmpty();
    }

    /** See {@link AddressInfo#hostname}. */
    public Optional<String> hostname() {
        return info.hostname();
    }

    /** See {@link AddressInfo#asn}. */
    public Optional<Long> asn() {
        return info.asn();
    }

    /** The same with another number. */
    MultipathVertex numbered(int number) {
        return new MultipathVertex(number, ttl, address, destination, statistics, info);
    }

    /** The same, known better. */
    MultipathVertex with(AddressInfo known) {
        return new MultipathVertex(id, ttl, address, destination, statistics, known);
    }
}
