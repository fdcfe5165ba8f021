// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pathtracer.testkit.topology.NodeBuilder;

/** The keys of a node's ports: numbers, and ranges as {@code "8000-8010"}. */
final class PortOptions {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    private interface Setter {
        void set(int first, int last);
    }

    private PortOptions() {}

    static void read(ScenarioTable table, NodeBuilder node) {
        ranges(table, "tcp-open", node::tcpOpen);
        ranges(table, "tcp-filtered", node::tcpFiltered);
        ranges(table, "udp-open", node::udpOpen);
        ranges(table, "udp-filtered", node::udpFiltered);
        table.ifFlag("filters", node::filters);
        table.at("udp-content", () -> table.string("udp-content").ifPresent(node::udpContent));
    }

    private static void ranges(ScenarioTable table, String key, Setter setter) {
        for (String word : table.words(key)) {
            Matcher matcher = RANGE.matcher(word);
            if (!matcher.matches()) {
                throw table.wrong(key, "%s has \"%s\", which is neither a port nor FIRST-LAST".formatted(key, word));
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            table.at(key, () -> setter.set(first, last));
        }
    }
}
