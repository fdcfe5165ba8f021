// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import org.pathtracer.PingEvent;
import org.pathtracer.PingResult;

/** Shows a ping. All calls come from one thread. */
interface PingReport {
    /**
     * While it runs.
     *
     * @return whether anybody still reads
     */
    boolean onEvent(PingEvent event);

    /** Several times a second while it runs. */
    void onTick();

    /** At the end. */
    void onResult(PingResult result);
}
