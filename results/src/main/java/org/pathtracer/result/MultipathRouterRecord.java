// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.pathtracer.multipath.MultipathRouter;

/** The facts of a {@link MultipathRouter}. */
public record MultipathRouterRecord(List<InetAddress> addresses, Set<Evidence> evidence) implements MultipathRouter {
    /** Copies both. */
    public MultipathRouterRecord {
        Objects.requireNonNull(addresses, "addresses");
        Objects.requireNonNull(evidence, "evidence");
        addresses = List.copyOf(addresses);
        evidence = Set.copyOf(evidence);
    }
}
