// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.TransportChoice;

/** The facts of a {@link MonitorResult}. */
public record MonitorResultRecord(RunRecord run, List<MonitorSeries> targets) implements MonitorResult, RecordedRun {
    /** Copies the list. */
    public MonitorResultRecord {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(targets, "targets");
        targets = List.copyOf(targets);
    }

    @Override
    public MonitorResult merge(MonitorResult later) {
        List<MonitorSeries> both = new ArrayList<>(later.targets());
        for (int i = 0; i < Math.min(targets.size(), both.size()); i++) {
            both.set(i, targets.get(i).merge(both.get(i)));
        }
        TransportChoice choice = TransportChoiceRecord.withLostHere(
                later.transport(), transport().lostHere() + later.transport().lostHere());
        RunRecord all = new RunRecord(
                later.protocol(),
                choice,
                later.source(),
                later.started(),
                later.duration(),
                later.stopReason(),
                probesSent() + later.probesSent(),
                repliesReceived() + later.repliesReceived(),
                networkChanged() || later.networkChanged(),
                later.options());
        return new MonitorResultRecord(all, both);
    }

    @Override
    public boolean reached() {
        return targets.stream().allMatch(MonitorSeries::reached);
    }

    @Override
    public String toString() {
        return targets.size() == 1
                ? targets.get(0).toString()
                : "monitor of " + Sentences.count(targets.size(), "target");
    }
}
