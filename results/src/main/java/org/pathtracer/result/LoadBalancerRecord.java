// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.multipath.LoadBalancer;

/** The facts of a {@link LoadBalancer}. */
public record LoadBalancerRecord(Optional<InetAddress> address, int ttl, Kind kind) implements LoadBalancer {
    /** Takes no null. */
    public LoadBalancerRecord {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(kind, "kind");
    }
}
