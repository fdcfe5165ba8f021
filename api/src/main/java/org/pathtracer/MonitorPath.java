// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A path as a monitor sees it.
 *
 * @param firstTtl of the first hop (1 to 255)
 * @param hops who answers at each TTL from the first on; empty for a silent hop
 * @param reached whether the last hop is the target
 * @param end why nothing lies behind the last hop, by the rule of a trace: {@link StopReason#DESTINATION},
 *     {@link StopReason#UNREACHABLE} or {@link StopReason#LOOP}; empty if that is not known
 * @since 0.1.0
 */
public record MonitorPath(int firstTtl, List<Optional<InetAddress>> hops, boolean reached, Optional<StopReason> end) {
    /** A path that ends at the target, or at the last hop that answered. */
    public MonitorPath(int firstTtl, List<Optional<InetAddress>> hops, boolean reached) {
        this(firstTtl, hops, reached, reached ? Optional.of(StopReason.DESTINATION) : Optional.empty());
    }

    /** Copies the list. */
    public MonitorPath {
        Objects.requireNonNull(hops, "hops");
        Objects.requireNonNull(end, "end");
        hops = List.copyOf(hops);
    }

    /** TTL of the last hop; one less than that of the first for a path without hops. */
    public int lastTtl() {
        return firstTtl + hops.size() - 1;
    }

    /** Returns the responder at a TTL; empty if it is silent or beyond the ends. */
    public Optional<InetAddress> at(int ttl) {
        return ttl < firstTtl || ttl > lastTtl() ? Optional.empty() : hops.get(ttl - firstTtl);
    }
}
