// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.enrich;

import java.util.List;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;

/**
 * What is known of an address beside its round-trip times. What was not asked for, not found or not found in time is
 * absent; {@link EnrichmentReport} tells the latter.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface AddressInfo {
    /** Returns whether nothing is known. */
    boolean isEmpty();

    /**
     * Returns its name by reverse DNS, without the final dot; bytes other than visible ASCII are written {@code \DDD}.
     * The holder of the address may have chosen any name.
     */
    Optional<String> hostname();

    /** Returns the network it is announced from. */
    Optional<Origin> origin();

    /** Returns where it is thought to be. */
    Optional<Location> location();

    /** Returns what the registry says. */
    Optional<Registration> registration();

    /** Returns the known network it is in. */
    Optional<NetworkLabel> label();

    /** Returns the part of the path it is in. */
    Optional<Segment> segment();

    /** Returns all autonomous systems that announce it; empty if not known. */
    List<Long> asns();

    /** Returns the first autonomous system that announces it. */
    Optional<Long> asn();

    /** Returns the name of the first autonomous system that announces it. */
    Optional<String> asName();

    /** Returns the block that is announced. */
    Optional<IpPrefix> prefix();

    /** Returns the ISO 3166-1 alpha-2: where it is thought to be, else where its block is registered. */
    Optional<String> country();
}
