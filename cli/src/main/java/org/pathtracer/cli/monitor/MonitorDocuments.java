// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.monitor;

import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.Terminal;

/** A monitor for programs: one document at the end. */
final class MonitorDocuments implements LiveReport<MonitorEvent, MonitorResult> {
    private final Terminal terminal;
    private final FormatOptions format;
    private final MonitorProgress progress;

    /**
     * Documents on a terminal.
     *
     * @param format of the document
     */
    MonitorDocuments(Terminal terminal, MonitorRequest request, FormatOptions format) {
        this.terminal = terminal;
        this.format = format;
        progress = new MonitorProgress(terminal, request);
    }

    @Override
    public boolean onEvent(MonitorEvent event) {
        progress.onEvent(event);
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
