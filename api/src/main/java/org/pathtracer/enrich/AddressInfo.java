// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.enrich;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of an address beside its round-trip times. What was not asked for, not found or not found in time is
 * absent; {@link EnrichmentReport} tells the latter.
 *
 * @param hostname its name by reverse DNS, without the final dot; bytes other than visible ASCII are written
 *     {@code \DDD}. The holder of the address may have chosen any name
 * @param origin the network it is announced from
 * @param location where it is thought to be
 * @param registration what the registry says
 * @param label the known network it is in
 * @param segment the part of the path it is in
 * @since 0.1.0
 */
public record AddressInfo(
        Optional<String> hostname,
        Optional<Origin> origin,
        Optional<Location> location,
        Optional<Registration> registration,
        Optional<NetworkLabel> label,
        Optional<Segment> segment) {
    /** Takes no null. */
    public AddressInfo {
        Objects.requireNonNull(hostname, "hostname");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(registration, "registration");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(segment, "segment");
    }

    /** Nothing is known. */
    public static final AddressInfo NONE = new AddressInfo(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The same in a segment. */
    public AddressInfo in(Segment place) {
        return new AddressInfo(hostname, origin, location, registration, label, Optional.of(place));
    }

    /** All autonomous systems that announce it; empty if not known. */
    public List<Long> asns() {
        return origin.map(Origin::asns).orElse(List.of());
    }

    /** The first autonomous system that announces it. */
    public Optional<Long> asn() {
        return asns().stream().findFirst();
    }

    /** Name of the first autonomous system that announces it. */
    public Optional<String> asName() {
        return origin.flatMap(Origin::asName);
    }

    /** The block that is announced. */
    public Optional<IpPrefix> prefix() {
        return origin.flatMap(Origin::prefix);
    }

    /** ISO 3166-1 alpha-2: where it is thought to be, else where its block is registered. */
    public Optional<String> country() {
        return location.flatMap(Location::country)
                .or(() -> origin.flatMap(Origin::country))
                .or(() -> registration.flatMap(Registration::country));
    }
}
