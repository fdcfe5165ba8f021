// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.annotation.NotForImplementation;

/**
 * What an ICMP error shows of the probe as it arrived at the router that answered. Unprivileged sockets see little or
 * nothing of it; absent means "not shown", not zero.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface QuotedPacket {
    /** Returns the TTL or hop limit on arrival, usually 1 (0 to 255). */
    OptionalInt ttl();

    /** Returns the TOS or traffic class byte on arrival (0 to 255). */
    OptionalInt trafficClass();

    /** Returns the total length in bytes as the quoted IP header says. */
    OptionalInt length();

    /** Returns whether the quoted transport checksum differs from the one sent, a sign of address translation. */
    Optional<Boolean> checksumChanged();

    /** Returns all that differs from what was sent, in the order of {@link HeaderField}. */
    List<HeaderChange> changes();

    /** Returns what the error was recognised. */
    Matching matching();

    /** Returns whether any header field was shown. */
    boolean shown();

    /** Returns whether an address, port, checksum or identification was changed: the mark of an address translator. */
    boolean natDetected();
}
