// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;

/** How far a monitor is, on a line of the terminal that comes and goes. */
final class MonitorProgress {
    private final Progress progress;
    private final long traces;
    private long ended;

    MonitorProgress(Terminal terminal, MonitorRequest request) {
        progress = new Progress(terminal);
        traces = (long) request.cycles() * request.targets().size();
    }

    void onEvent(MonitorEvent event) {
        ended += event instanceof MonitorEvent.CycleCompleted ? 1 : 0;
    }

    void show() {
        progress.show(ended + (traces == 0 ? "" : " of " + traces) + " traces done ...");
    }

    void erase() {
        progress.erase();
    }
}
