// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

import java.util.ArrayList;
import java.util.List;

/** Probes of several hops, in the order in which they left: what a fault that all of them pass gets to see. */
final class Line {
    final List<Trial> trials = new ArrayList<>();

    Line(List<HopTrials> hops) {
        hops.forEach(hop -> trials.addAll(hop.trials()));
        trials.sort((one, other) -> Long.compare(one.atNanos(), other.atNanos()));
    }

    int size() {
        return trials.size();
    }

    Trial get(int index) {
        return trials.get(index);
    }

    double lossRatio() {
        long lost = trials.stream().filter(trial -> !trial.answered()).count();
        return (double) lost / Math.max(1, size());
    }
}
