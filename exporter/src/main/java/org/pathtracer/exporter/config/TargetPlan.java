// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import java.time.Duration;
import java.util.Map;
import org.pathtracer.exporter.kind.Kind;
import org.pathtracer.exporter.kind.Task;

/**
 * A target, and how often it is measured.
 *
 * @param kind of measurement
 * @param name in the label {@code target}: no other of the kind has it
 * @param labels of the user
 * @param interval from one measurement to the next, on average
 * @param jitter share of the interval by which a measurement is early or late at most, 0 to 0.5
 * @param task the measurement
 */
public record TargetPlan(
        Kind kind, String name, Map<String, String> labels, Duration interval, double jitter, Task task) {
    /** Copies the map. */
    public TargetPlan {
        labels = Map.copyOf(labels);
    }
}
