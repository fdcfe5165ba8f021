// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * A configuration without errors.
 *
 * @param rateLimit packets a second, of all targets together
 * @param mostRunning rounds at the same time
 * @param mostHops hops that have series of their own, of all targets together
 * @param modules by their names
 */
public record Config(
        Listen listen,
        Optional<Path> web,
        OptionalInt rateLimit,
        int mostRunning,
        int mostHops,
        Optional<OtlpEntry> otlp,
        Map<String, Module> modules,
        List<TargetEntry> targets) {
    /** Where to listen; port 0 is the system's choice. */
    public record Listen(String host, int port) {}

    /** Returns the names of the labels of any target, in their order. */
    public List<String> labels() {
        TreeSet<String> names = new TreeSet<>();
        targets.forEach(target -> names.addAll(target.labels().keySet()));
        return List.copyOf(names);
    }
}
