// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.monitor;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.TransportChoice;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.report.json.MonitorDocument;

/** A monitor for programs: one document at the end, or on lines one after each trace as well. */
final class MonitorDocuments implements LiveReport<MonitorEvent, MonitorResult> {
    private final Terminal terminal;
    private final MonitorRequest request;
    private final boolean lines;
    private final Function<MonitorResult, String> document;
    private final MonitorProgress progress;
    private @Nullable TransportChoice transport;

    /**
     * Documents on a terminal.
     *
     * @param lines whether each trace gets one
     * @param document at the end
     */
    MonitorDocuments(
            Terminal terminal, MonitorRequest request, boolean lines, Function<MonitorResult, String> document) {
        this.terminal = terminal;
        this.request = request;
        this.lines = lines;
        this.document = document;
        progress = new MonitorProgress(terminal, request);
    }

    @Override
    public boolean onEvent(MonitorEvent event) {
        progress.onEvent(event);
        if (event instanceof MonitorEvent.Started started) {
            transport = started.transport();
        } else if (lines && transport != null && event instanceof MonitorEvent.CycleCompleted cycle) {
            progress.erase();
            terminal.document(MonitorDocument.ofTrace(
                    cycle.series(), request.probe().protocol(), transport, Optional.of(request.interval())));
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
        terminal.document(document.apply(result));
    }
}
