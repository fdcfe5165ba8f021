// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import org.jspecify.annotations.Nullable;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.TransportChoice;

/** A monitor for programs: one document at the end, or on lines one after each trace as well. */
final class MonitorJson implements MonitorReport {
    private final Terminal terminal;
    private final MonitorRequest request;
    private final boolean lines;
    private final MonitorProgress progress;
    private @Nullable TransportChoice transport;

    MonitorJson(Terminal terminal, MonitorRequest request, boolean lines) {
        this.terminal = terminal;
        this.request = request;
        this.lines = lines;
        progress = new MonitorProgress(terminal, request);
    }

    @Override
    public boolean onEvent(MonitorEvent event) {
        progress.onEvent(event);
        if (event instanceof MonitorEvent.Started started) {
            transport = started.transport();
        } else if (lines && transport != null && event instanceof MonitorEvent.CycleCompleted cycle) {
            progress.erase();
            new MonitorDocument(request, true).write(cycle.series(), transport, terminal.out());
        }
        return !terminal.out().checkError();
    }

    @Override
    public void onTick() {
        progress.show();
    }

    @Override
    public void onResult(MonitorResult result) {
        progress.erase();
        new MonitorDocument(request, lines).write(result, terminal.out());
    }
}
