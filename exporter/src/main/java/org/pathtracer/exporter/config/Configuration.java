// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.exporter.kind.TaskMaker;

/**
 * What a file without mistakes says.
 *
 * @param listen where scrapes are served
 * @param limits for all measurements together
 * @param targets in the order of the file
 * @param labels of the user, that at least one target has; in the order of their names
 * @param modules for {@code /probe}, by their names
 * @param allowed what {@code /probe} may measure
 * @param push where else the figures go; empty for nowhere
 */
public record Configuration(
        InetSocketAddress listen,
        Limits limits,
        List<TargetPlan> targets,
        List<String> labels,
        Map<String, TaskMaker> modules,
        Allowed allowed,
        Optional<PushPlan> push) {
    /** Copies lists and maps. */
    public Configuration {
        targets = List.copyOf(targets);
        labels = List.copyOf(labels);
        modules = Map.copyOf(modules);
    }
}
