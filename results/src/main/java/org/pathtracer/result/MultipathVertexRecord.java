// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.statistics.Statistics;

/** The facts of a {@link MultipathVertex}. */
public record MultipathVertexRecord(
        int id, int ttl, Optional<InetAddress> address, boolean destination, Statistics statistics, AddressInfo info)
        implements MultipathVertex {
    /** Takes no null. */
    public MultipathVertexRecord {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(statistics, "statistics");
        Objects.requireNonNull(info, "info");
    }

    /** One of which nothing else is known. */
    public MultipathVertexRecord(
            int id, int ttl, Optional<InetAddress> address, boolean destination, Statistics statistics) {
        this(id, ttl, address, destination, statistics, AddressInfoRecord.NONE);
    }

    @Override
    public boolean silent() {
        return address.isEmpty();
    }

    @Override
    public Optional<String> hostname() {
        return info.hostname();
    }

    @Override
    public Optional<Long> asn() {
        return info.asn();
    }

    /** The same with another number. */
    static MultipathVertex numbered(MultipathVertex vertex, int number) {
        return new MultipathVertexRecord(
                number, vertex.ttl(), vertex.address(), vertex.destination(), vertex.statistics(), vertex.info());
    }

    /** The same, known better. */
    static MultipathVertex with(MultipathVertex vertex, AddressInfo known) {
        return new MultipathVertexRecord(
                vertex.id(), vertex.ttl(), vertex.address(), vertex.destination(), vertex.statistics(), known);
    }

    @Override
    public String toString() {
        return "%d: TTL %d, %s"
                .formatted(id, ttl, address.map(CanonicalAddress::of).orElse("no answer"));
    }
}
