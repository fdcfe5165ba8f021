// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pathtracer.exporter.kind.Kind;
import org.pathtracer.exporter.meters.Family;
import org.pathtracer.exporter.toml.Table;

/** The user's labels. */
final class Labels {
    private static final Pattern NAME = Pattern.compile("(?!__)[a-zA-Z_][a-zA-Z0-9_]*");
    /** What series have anyway, or Prometheus adds. */
    private static final Set<String> TAKEN = taken();

    private Labels() {}

    private static Set<String> taken() {
        Stream<String> ours = Stream.of(Kind.values())
                .flatMap(kind -> kind.families().stream())
                .map(Family::labels)
                .flatMap(List::stream);
        return Stream.concat(ours, Stream.of("target", "kind", "reason", "le", "job", "instance"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the labels that a table has under {@code labels}. */
    static Map<String, String> read(Table table) {
        Map<String, String> labels = new LinkedHashMap<>();
        table.pairs("labels").forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                table.problem(
                        "labels",
                        "\"" + name + "\" is not the name of a label: letters, digits and underscores, not first a digit"
                                + " or two underscores");
            } else if (TAKEN.contains(name)) {
                table.problem("labels", "the label " + name + " has another meaning here: choose another name");
            } else {
                labels.put(name, value);
            }
        });
        return labels;
    }
}
