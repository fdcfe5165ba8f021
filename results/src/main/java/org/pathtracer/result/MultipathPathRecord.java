// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.multipath.MultipathPath;

/** The facts of a {@link MultipathPath}. */
public record MultipathPathRecord(List<Integer> vertices, List<Integer> flows, Optional<Duration> rtt)
        implements MultipathPath {
    /** Copies the lists. */
    public MultipathPathRecord {
        Objects.requireNonNull(vertices, "vertices");
        Objects.requireNonNull(flows, "flows");
        Objects.requireNonNull(rtt, "rtt");
        vertices = List.copyOf(vertices);
        flows = List.copyOf(flows);
    }
}
