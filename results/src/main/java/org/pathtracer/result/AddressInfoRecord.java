// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.IpPrefix;
import org.pathtracer.enrich.Location;
import org.pathtracer.enrich.NetworkLabel;
import org.pathtracer.enrich.Origin;
import org.pathtracer.enrich.Registration;
import org.pathtracer.enrich.Segment;

/** The facts of a {@link AddressInfo}. */
public record AddressInfoRecord(
        Optional<String> hostname,
        Optional<Origin> origin,
        Optional<Location> location,
        Optional<Registration> registration,
        Optional<NetworkLabel> label,
        Optional<Segment> segment)
        implements AddressInfo {
    /** Takes no null. */
    public AddressInfoRecord {
        Objects.requireNonNull(hostname, "hostname");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(registration, "registration");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(segment, "segment");
    }

    /** Nothing is known. */
    public static final AddressInfo NONE = new AddressInfoRecord(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The same in a segment. */
    public static AddressInfo in(AddressInfo info, Segment place) {
        return new AddressInfoRecord(
                info.hostname(), info.origin(), info.location(), info.registration(), info.label(), Optional.of(place));
    }

    @Override
    public boolean isEmpty() {
        return equals(NONE);
    }

    @Override
    public List<Long> asns() {
        return origin.map(Origin::asns).orElse(List.of());
    }

    @Override
    public Optional<Long> asn() {
        return asns().stream().findFirst();
    }

    @Override
    public Optional<String> asName() {
        return origin.flatMap(Origin::asName);
    }

    @Override
    public Optional<IpPrefix> prefix() {
        return origin.flatMap(Origin::prefix);
    }

    @Override
    public Optional<String> country() {
        return location.flatMap(Location::country)
                .or(() -> origin.flatMap(Origin::country))
                .or(() -> registration.flatMap(Registration::country));
    }
}
