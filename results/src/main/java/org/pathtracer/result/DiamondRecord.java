// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.Objects;
import java.util.OptionalInt;
import org.pathtracer.multipath.Diamond;

/** The facts of a {@link Diamond}. */
public record DiamondRecord(
        OptionalInt divergence, OptionalInt convergence, int maxWidth, int length, boolean meshed, boolean asymmetric)
        implements Diamond {
    /** Takes no null. */
    public DiamondRecord {
        Objects.requireNonNull(divergence, "divergence");
        Objects.requireNonNull(convergence, "convergence");
    }
}
