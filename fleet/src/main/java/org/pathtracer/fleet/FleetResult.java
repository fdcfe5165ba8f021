// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What all vantage points of a measurement had to say: one outcome for each that was chosen, sorted by name.
 *
 * @param <R> result of the operation
 * @since 0.1.0
 */
public final class FleetResult<R> {
    private final List<FleetOutcome<R>> outcomes;

    FleetResult(List<FleetOutcome<R>> outcomes) {
        this.outcomes = outcomes.stream()
                .sorted(Comparator.comparing(outcome -> outcome.vantagePoint().name()))
                .toList();
    }

    /** Returns all outcomes. */
    public List<FleetOutcome<R>> outcomes() {
        return outcomes;
    }

    /** Returns those that have a result. */
    public List<FleetOutcome.Completed<R>> completed() {
        List<FleetOutcome.Completed<R>> all = new ArrayList<>();
        for (FleetOutcome<R> outcome : outcomes) {
            if (outcome instanceof FleetOutcome.Completed<R> completed) {
                all.add(completed);
            }
        }
        return all;
    }

    /** Returns those that have none. */
    public List<FleetOutcome.Failed<R>> failures() {
        List<FleetOutcome.Failed<R>> all = new ArrayList<>();
        for (FleetOutcome<R> outcome : outcomes) {
            if (outcome instanceof FleetOutcome.Failed<R> failed) {
                all.add(failed);
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return outcomes.toString();
    }
}
