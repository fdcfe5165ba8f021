// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.scenario;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.testkit.topology.Balancing;
import org.pathtracer.testkit.topology.Identification;
import org.pathtracer.testkit.topology.NodeBuilder;

/** The keys of a node's table; each is named after the method of {@link NodeBuilder} that it calls. */
final class NodeOptions {
    private NodeOptions() {}

    static void read(ScenarioTable table, NodeBuilder node) {
        table.at("address", () -> table.strings("address").forEach(node::address));
        table.at("answers-from", () -> table.strings("answers-from").forEach(node::answersFrom));
        table.at("hostname", () -> table.strings("hostname").forEach(node::hostname));
        answering(table, node);
        handling(table, node);
        balancing(table).ifPresent(node::balancing);
        PortOptions.read(table, node);
        ExtensionOptions.read(table, node);
        TranslationOptions.read(table, node);
    }

    private static void answering(ScenarioTable table, NodeBuilder node) {
        table.ifFlag("silent", node::silent);
        table.ifFlag("ignores-echo", node::ignoresEcho);
        int burst = table.integer("icmp-burst").orElse(1);
        table.ifInteger("icmp-rate", rate -> node.icmpRate(rate, burst));
        table.ifDuration("icmp-delay", node::icmpDelay);
        table.ifDuration("icmp-jitter", node::icmpJitter);
        table.ifInteger("initial-ttl", node::initialTtl);
        table.ifInteger("quote", node::quote);
        table.choice("identification", Identification.class).ifPresent(node::identification);
        List<Integer> codes = table.integers("rejects");
        if (codes.size() == 2) {
            table.at("rejects", () -> node.rejects(codes.get(0), codes.get(1)));
        } else if (!codes.isEmpty()) {
            throw table.wrong("rejects", "rejects takes two codes, of ICMP and of ICMPv6");
        }
    }

    private static void handling(ScenarioTable table, NodeBuilder node) {
        table.ifFlag("black-hole", node::blackHole);
        table.ifFlag("keeps-ttl", node::keepsTtl);
        table.ifInteger("sets-ttl", node::setsTtl);
        table.ifFlag("forwards-expired", node::forwardsExpired);
        table.ifFlag("bleaches-dscp", node::bleachesDscp);
        table.ifInteger("marks-dscp", node::marksDscp);
        table.ifFlag("bleaches-ecn", node::bleachesEcn);
    }

    private static Optional<Balancing> balancing(ScenarioTable table) {
        List<String> words = table.strings("balancing");
        return words.isEmpty() ? Optional.empty() : Optional.of(balancing(table, words));
    }

    private static Balancing balancing(ScenarioTable table, List<String> words) {
        return switch (words.get(0)) {
            case "per-flow" -> Balancing.perFlow();
            case "per-packet" -> Balancing.perPacket();
            case "per-destination" -> Balancing.perDestination();
            default -> Balancing.perFlow(fields(table, words));
        };
    }

    private static Set<Balancing.Field> fields(ScenarioTable table, List<String> words) {
        Set<Balancing.Field> fields = EnumSet.noneOf(Balancing.Field.class);
        for (String word : words) {
            fields.add(Arrays.stream(Balancing.Field.values())
                    .filter(field -> key(field).equals(word))
                    .findFirst()
                    .orElseThrow(() -> unknown(table, word)));
        }
        return fields;
    }

    private static String key(Balancing.Field field) {
        return field.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static InvalidRequestException unknown(ScenarioTable table, String word) {
        String known =
                Arrays.stream(Balancing.Field.values()).map(NodeOptions::key).collect(Collectors.joining(", "));
        return table.wrong(
                "balancing",
                "balancing is \"%s\", but must be per-flow, per-packet, per-destination or some of %s"
                        .formatted(word, known));
    }
}
