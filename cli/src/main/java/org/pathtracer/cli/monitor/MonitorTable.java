// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.monitor;

import java.time.InstantSource;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorResult;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.report.csv.MonitorRows;

/** A monitor as comma-separated values that are written while it runs, trace by trace. */
final class MonitorTable implements LiveReport<MonitorEvent, MonitorResult> {
    private final Terminal terminal;
    private final InstantSource clock;
    private long missing;

    MonitorTable(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public boolean onEvent(MonitorEvent event) {
        if (event instanceof MonitorEvent.Started) {
            terminal.document(MonitorRows.header());
        } else if (event instanceof MonitorEvent.CycleCompleted cycle) {
            terminal.document(MonitorRows.of(cycle, clock.instant()));
        } else if (event instanceof MonitorEvent.Dropped dropped) {
            missing += dropped.count();
        }
        return !terminal.out().checkError();
    }

    @Override
    public void onTick() {}

    @Override
    public void onResult(MonitorResult result) {
        if (missing > 0) {
            terminal.complain(("the output was read too slowly: of %d events the rows are missing; the figures in later"
                            + " rows have them")
                    .formatted(missing));
        }
    }
}
