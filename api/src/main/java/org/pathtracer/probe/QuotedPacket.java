// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an ICMP error shows of the probe as it arrived at the router that answered. Unprivileged sockets see little or
 * nothing of it; absent means "not shown", not zero.
 *
 * @param ttl TTL or hop limit on arrival, usually 1 (0 to 255)
 * @param trafficClass TOS or traffic class byte on arrival (0 to 255)
 * @param length total length in bytes as the quoted IP header says
 * @param checksumChanged whether the quoted transport checksum differs from the one sent, a sign of address translation
 * @param changes all that differs from what was sent, in the order of {@link HeaderField}
 * @param matching by what the error was recognised
 * @since 0.1.0
 */
public record QuotedPacket(
        OptionalInt ttl,
        OptionalInt trafficClass,
        OptionalInt length,
        Optional<Boolean> checksumChanged,
        List<HeaderChange> changes,
        Matching matching) {
    /** Copies the list. */
    public QuotedPacket {
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
        return new QuotedPacket(
                OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), List.of(), matching);
    }

    /** Whether any header field was shown. */
    public boolean shown() {
        return !equals(notShown(matching));
    }

    /** Whether an address, port, checksum or identification was changed: the mark of an address translator. */
    public boolean natDetected() {
        return changes.stream().map(HeaderChange::field).anyMatch(HeaderField::translated);
    }
}
