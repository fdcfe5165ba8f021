// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.monitor;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.TransportChoice;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.report.json.MonitorDocument;

/** A monitor for programs: one document at the end, or on lines one after each trace as well. */
final class MonitorDocuments implements LiveReport<MonitorEvent, MonitorResult> {
    private final Terminal terminal;
    private final MonitorRequest request;
    private final FormatOptions format;
    private final MonitorProgress progress;
    private @Nullable TransportChoice transport;

    /**
     * Documents on a terminal.
     *
     * @param format of the document at the end; if it is JSON on a line, each trace gets one too
     */
    MonitorDocuments(Terminal terminal, MonitorRequest request, FormatOptions format) {
        this.terminal = terminal;
        this.request = request;
        this.format = format;
        progress = new MonitorProgress(terminal, request);
    }

    @Override
    public boolean onEvent(MonitorEvent event) {
        progress.onEvent(event);
        if (event instanceof MonitorEvent.Started started) {
            transport = started.transport();
        } else if (format.compact() && transport != null && event instanceof MonitorEvent.CycleCompleted cycle) {
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
        terminal.document(format.write(result));
    }
}
