// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.metric;

import java.util.ArrayList;
import java.util.List;

/** Values of the labels that a metric has beside those of all targets. All targets share them. */
final class OwnLabels {
    private final List<String> values;
    private final byte[] text;

    OwnLabels(List<String> names, List<String> values) {
        this.values = List.copyOf(values);
        text = Text.bytes(pairs(names, values));
    }

    List<String> values() {
        return values;
    }

    /** Returns the pairs of name and value as they are in a line. */
    byte[] text() {
        return text;
    }

    /** Returns pairs as they are in a line, without braces. */
    static String pairs(List<String> names, List<String> values) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            pairs.add(names.get(i) + "=\"" + escaped(values.get(i)) + "\"");
        }
        return String.join(",", pairs);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
