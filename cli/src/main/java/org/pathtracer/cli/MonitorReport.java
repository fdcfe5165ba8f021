// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorResult;

/** Shows a monitor. All calls come from one thread. */
interface MonitorReport {
    /**
     * While it runs.
     *
     * @return whether anybody still reads
     */
    boolean onEvent(MonitorEvent event);

    /** Several times a second while it runs. */
    void onTick();

    /** At the end. */
    void onResult(MonitorResult result);
}
