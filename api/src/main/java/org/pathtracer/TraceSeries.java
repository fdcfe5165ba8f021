// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;

/**
 * What a bulk trace found out about one of its targets.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface TraceSeries extends Series {
    /**
     * Returns the path to the target. Empty if the target could not be probed, and {@linkplain PingTarget#failure its
     * failure} says why; also if the operation was cancelled, or its deadline passed, before this trace began.
     */
    Optional<TraceResult> trace();
}
