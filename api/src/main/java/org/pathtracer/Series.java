// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.Map;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.probe.ProbeOutcome;

/**
 * What an operation to one target or several found out about one of them.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface Series {
    /** Returns the target, or why it could not be probed. */
    PingTarget target();

    /** Returns whether the target itself answered at least once. */
    boolean reached();

    /**
     * Returns how many probes could not leave this host, by what the system said; they count as neither sent nor lost.
     */
    Map<ProbeOutcome.SendFailed, Long> sendFailures();
}
