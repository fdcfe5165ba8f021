// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import org.pathtracer.TraceEvent;
import org.pathtracer.TraceResult;

/** Shows a trace. All calls come from one thread. */
interface TraceReport {
    /**
     * While it runs.
     *
     * @return whether anybody still reads
     */
    boolean onEvent(TraceEvent event);

    /** Several times a second while it runs. */
    void onTick();

    /** At the end. */
    void onResult(TraceResult result);
}
