// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.diagnosis.Place;
import org.pathtracer.diagnosis.PlaceSegment;

/** The facts of a {@link Place}. */
public record PlaceRecord(
        PlaceSegment segment,
        OptionalInt ttl,
        Optional<InetAddress> address,
        Optional<InetAddress> from,
        Optional<InetAddress> to)
        implements Place {
    /** Takes no null. */
    public PlaceRecord {
        Objects.requireNonNull(segment, "segment");
        Objects.requireNonNull(ttl, "ttl");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /** Returns a place that is a whole segment. */
    public static PlaceRecord of(PlaceSegment segment) {
        return new PlaceRecord(segment, OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a host outside the path. */
    public static PlaceRecord host(PlaceSegment segment, Optional<InetAddress> address) {
        return new PlaceRecord(segment, OptionalInt.empty(), address, Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        String where = address.map(CanonicalAddress::of)
                .orElseGet(() -> from.map(CanonicalAddress::of).orElse("") + " > "
                        + to.map(CanonicalAddress::of).orElse(""));
        return Sentences.word(segment) + (ttl.isPresent() ? " hop " + ttl.getAsInt() : "") + " " + where;
    }
}
