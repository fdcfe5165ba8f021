// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.monitor;

import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.cli.output.Progress;
import org.pathtracer.cli.output.Terminal;

/** How far a monitor is, on a line of the terminal that comes and goes. */
public final class MonitorProgress {
    private final Progress progress;
    private final long traces;
    private long ended;

    public MonitorProgress(Terminal terminal, MonitorRequest request) {
        progress = new Progress(terminal);
        traces = (long) request.cycles() * request.hostCount();
    }

    public void onEvent(MonitorEvent event) {
        ended += event instanceof MonitorEvent.CycleCompleted ? 1 : 0;
    }

    public void show() {
        progress.show(ended + (traces == 0 ? "" : " of " + traces) + " traces done ...");
    }

    public void erase() {
        progress.erase();
    }
}
