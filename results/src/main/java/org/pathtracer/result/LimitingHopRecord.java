// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.mtu.LimitingHop;

/** The facts of a {@link LimitingHop}. */
public record LimitingHopRecord(OptionalInt ttl, Optional<InetAddress> address, int silentBehind)
        implements LimitingHop {
    /** Takes no null. */
    public LimitingHopRecord {
        Objects.requireNonNull(ttl, "ttl");
        Objects.requireNonNull(address, "address");
    }

    /** This host, whose own interface is the limit. */
    public static final LimitingHop LOCAL = new LimitingHopRecord(OptionalInt.of(0), Optional.empty(), 0);
}
