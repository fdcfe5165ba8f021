// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.util.Objects;
import java.util.OptionalInt;
import org.pathtracer.Protocol;

/**
 * Packets that a router does not forward. Those whose TTL ends there it still answers.
 *
 * @param protocol their protocol; {@link Protocol#ICMP} means ICMPv6 too
 * @param ports their destination ports; of no meaning for ICMP
 * @param code of the ICMP unreachable that it answers; empty if it says nothing
 * @param code6 the same for ICMPv6
 * @since 0.1.0
 */
public record Filter(Protocol protocol, Ports.Range ports, OptionalInt code, OptionalInt code6) {
    private static final int LAST_PORT = 65_535;

    /** Takes no null. */
    public Filter {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(ports, "ports");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(code6, "code6");
    }

    static Filter silent(Protocol protocol) {
        return new Filter(protocol, Ports.Range.of(1, LAST_PORT), OptionalInt.empty(), OptionalInt.empty());
    }

    static Filter silent(Protocol protocol, int port) {
        return new Filter(protocol, Ports.Range.of(port, port), OptionalInt.empty(), OptionalInt.empty());
    }

    static Filter telling(Protocol protocol, int port, int code, int code6) {
        return new Filter(protocol, Ports.Range.of(port, port), OptionalInt.of(code), OptionalInt.of(code6));
    }

    /** Whether it is about such a packet. */
    public boolean holds(Protocol other, int port) {
        return protocol == other && (protocol == Protocol.ICMP || ports.contains(port));
    }
}
