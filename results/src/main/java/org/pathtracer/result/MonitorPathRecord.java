// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pathtracer.MonitorPath;
import org.pathtracer.StopReason;
import org.pathtracer.address.CanonicalAddress;

/** The facts of a {@link MonitorPath}. */
public record MonitorPathRecord(
        int firstTtl, List<Optional<InetAddress>> hops, boolean reached, Optional<StopReason> end)
        implements MonitorPath {
    /** A path that ends at the target, or at the last hop that answered. */
    public MonitorPathRecord(int firstTtl, List<Optional<InetAddress>> hops, boolean reached) {
        this(firstTtl, hops, reached, reached ? Optional.of(StopReason.DESTINATION) : Optional.empty());
    }

    /** Copies the list. */
    public MonitorPathRecord {
        Objects.requireNonNull(hops, "hops");
        Objects.requireNonNull(end, "end");
        hops = List.copyOf(hops);
    }

    @Override
    public int lastTtl() {
        return firstTtl + hops.size() - 1;
    }

    @Override
    public Optional<InetAddress> at(int ttl) {
        return ttl < firstTtl || ttl > lastTtl() ? Optional.empty() : hops.get(ttl - firstTtl);
    }

    @Override
    public String toString() {
        return hops.stream()
                .map(hop -> hop.map(CanonicalAddress::of).orElse("no answer"))
                .collect(Collectors.joining(", ", firstTtl + ": ", reached ? "; reached" : ""));
    }
}
