// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.scenario;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.pathtracer.probe.HeaderField;
import org.pathtracer.testkit.expectation.ExpectedMarks;

/** Reads what a scenario expects an ICMP error to show besides its sender. */
final class MarksReader {
    private MarksReader() {}

    static boolean isMark(String word) {
        return word.startsWith("+");
    }

    /** Reads {@code +mpls=24,16}, {@code +interface=eth0}, {@code +damaged}, {@code +changed=dscp,source-port}. */
    static ExpectedMarks read(ScenarioTable table, List<String> words) {
        List<Integer> labels = new ArrayList<>();
        List<String> interfaces = new ArrayList<>();
        boolean damaged = false;
        Set<HeaderField> changed = EnumSet.noneOf(HeaderField.class);
        for (String word : words) {
            String key = word.substring(1).replaceFirst("=.*", "");
            List<String> values = List.of(word.replaceFirst("[^=]*=?", "").split(",", -1));
            switch (key) {
                case "mpls" -> values.forEach(value -> labels.add(label(table, value)));
                case "interface" -> interfaces.addAll(values);
                case "damaged" -> damaged = true;
                case "changed" -> values.forEach(value -> changed.add(field(table, value)));
                default ->
                    throw table.wrong(
                            "hops",
                            "\"%s\" is no mark; there are: +mpls, +interface, +damaged, +changed".formatted(word));
            }
        }
        return new ExpectedMarks(labels, interfaces, damaged, changed);
    }

    private static int label(ScenarioTable table, String value) {
        if (!value.matches("\\d{1,7}")) {
            throw table.wrong("hops", "\"%s\" is no MPLS label".formatted(value));
        }
        return Integer.parseInt(value);
    }

    private static HeaderField field(ScenarioTable table, String value) {
        return Stream.of(HeaderField.values())
                .filter(field ->
                        field.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(value))
                .findFirst()
                .orElseThrow(() -> table.wrong("hops", "\"%s\" is no header field".formatted(value)));
    }
}
