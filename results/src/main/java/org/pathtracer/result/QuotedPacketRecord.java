// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.probe.HeaderChange;
import org.pathtracer.probe.HeaderField;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.QuotedPacket;

/** The facts of a {@link QuotedPacket}. */
public record QuotedPacketRecord(
        OptionalInt ttl,
        OptionalInt trafficClass,
        OptionalInt length,
        Optional<Boolean> checksumChanged,
        List<HeaderChange> changes,
        Matching matching)
        implements QuotedPacket {
    /** Copies the list. */
    public QuotedPacketRecord {
        Objects.requireNonNull(ttl, "ttl");
        Objects.requireNonNull(trafficClass, "trafficClass");
        Objects.requireNonNull(length, "length");
        Objects.requireNonNull(checksumChanged, "checksumChanged");
        Objects.requireNonNull(changes, "changes");
        Objects.requireNonNull(matching, "matching");
        changes = List.copyOf(changes);
    }

    /** Nothing of the headers was shown. */
    public static QuotedPacket notShown(Matching matching) {
        return new QuotedPacketRecord(
                OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), List.of(), matching);
    }

    @Override
    public boolean shown() {
        return !equals(notShown(matching));
    }

    @Override
    public boolean natDetected() {
        return changes.stream().map(HeaderChange::field).anyMatch(HeaderField::translated);
    }
}
