// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.pathtracer.exporter.kind.Round;

/**
 * A target and how it is measured.
 *
 * @param jitter by how much a round is early or late at most, together
 */
public record TargetEntry(
        String name,
        String host,
        Module module,
        Duration interval,
        Duration jitter,
        SortedMap<String, String> labels,
        Round round) {
    /** Returns what two entries have in common if nothing about them differs. */
    public List<Object> identity() {
        return List.of(name, host, module.name(), module.identity(), interval, jitter, labels);
    }
}
