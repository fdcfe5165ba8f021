// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.testkit.topology.Network;
import org.pathtracer.testkit.topology.NetworkBuilder;
import org.pathtracer.testkit.topology.NetworkFault;
import org.pathtracer.testkit.topology.Node;

/**
 * Reads a scenario file into a network and the traces expected in it.
 *
 * @since 0.1.0
 */
public final class ScenarioReader {
    /**
     * What a scenario file says.
     *
     * @param description a sentence
     * @param network the network
     * @param traces what must come of which traces
     */
    public record Content(String description, Network network, List<ScenarioTrace> traces) {}

    private static final class Description extends NetworkBuilder<Description> {
        @Override
        protected Description self() {
            return this;
        }
    }

    private final Description builder = new Description();
    private final List<ScenarioTrace> traces = new ArrayList<>();
    /** Where each culprit of a {@link NetworkFault} was described. */
    private final Map<String, Integer> lines = new HashMap<>();

    /** To be done when all nodes are known. */
    private final List<Runnable> appendices = new ArrayList<>();

    private ScenarioReader() {}

    /**
     * Reads the text of a scenario file.
     *
     * @param file its name, for messages
     */
    public static Content read(String file, String text) {
        List<ScenarioTable> tables = ScenarioTables.read(file, text);
        ScenarioTable top = tables.get(0);
        String description = top.string("description").orElse("");
        top.refuseOthers();
        ScenarioReader reader = new ScenarioReader();
        tables.subList(1, tables.size()).forEach(reader::table);
        reader.appendices.forEach(Runnable::run);
        Network network = reader.network(top);
        for (ScenarioTrace trace : reader.traces) {
            trace.check(network);
        }
        return new Content(description, network, List.copyOf(reader.traces));
    }

    private Network network(ScenarioTable top) {
        try {
            return builder.network();
        } catch (NetworkFault e) {
            throw top.wrong(lines.getOrDefault(e.culprit(), 1), e.sentence());
        }
    }

    private void table(ScenarioTable table) {
        int dot = table.name().indexOf('.');
        String kind = dot < 0 ? table.name() : table.name().substring(0, dot);
        String name = table.name().substring(dot + 1);
        switch (kind) {
            case "source" -> node(table, name, Node.Role.SOURCE);
            case "router" -> node(table, name, Node.Role.ROUTER);
            case "routers" -> routers(table);
            case "destination" -> node(table, name, Node.Role.DESTINATION);
            case "link" -> link(table);
            case "route" -> route(table);
            case "return" -> returnPath(table);
            case "attacker" -> attacker(table);
            case "interface" -> interfaceInformation(table);
            case "extension" -> extension(table);
            case "trace" -> traces.add(ScenarioTrace.read(table));
            default ->
                throw table.wrong(
                        table.line(),
                        "unknown table [%s]; there are: source, router, routers, destination, link, route, return, attacker, interface, extension, trace"
                                .formatted(table.name()));
        }
        table.refuseOthers();
    }

    private void node(ScenarioTable table, String name, Node.Role role) {
        if (!table.name().contains(".")) {
            throw table.wrong(table.line(), "the name is missing: [%s.NAME]".formatted(table.name()));
        }
        lines.put(NetworkFault.node(name), table.line());
        table.at("", () -> builder.node(name, role, node -> NodeOptions.read(table, node)));
    }

    /** Many that are alike, with addresses of their own. */
    private void routers(ScenarioTable table) {
        for (String name : names(table, "names")) {
            lines.put(NetworkFault.node(name), table.line());
            table.at("", () -> builder.node(name, Node.Role.ROUTER, node -> NodeOptions.read(table, node)));
        }
    }

    private static List<String> names(ScenarioTable table, String key) {
        List<String> names = new ArrayList<>();
        table.at(key, () -> names.addAll(NameRange.expand(table.strings(key))));
        return names;
    }

    private void link(ScenarioTable table) {
        List<String> path = names(table, "path");
        List<String> from = names(table, "from");
        List<String> to = names(table, "to");
        boolean each = path.size() >= 2 && from.isEmpty() && to.isEmpty();
        boolean all = path.isEmpty() && !from.isEmpty() && !to.isEmpty();
        if (!each && !all) {
            throw table.wrong(table.line(), "a link has either a path of two or more nodes, or from and to");
        }
        for (int i = 1; i < path.size(); i++) {
            link(table, path.get(i - 1), path.get(i));
        }
        for (String near : from) {
            to.forEach(far -> link(table, near, far));
        }
    }

    private void link(ScenarioTable table, String from, String to) {
        lines.put(NetworkFault.link(from, to), table.line());
        builder.link(from, to, link -> LinkOptions.read(table, link));
    }

    private void route(ScenarioTable table) {
        String node = required(table, "node");
        String[] via = names(table, "via").toArray(new String[0]);
        Duration from = table.duration("from").orElse(Duration.ZERO);
        lines.put(NetworkFault.route(node), table.line());
        table.at("from", () -> builder.routeFrom(from, node, via));
    }

    private void returnPath(ScenarioTable table) {
        String node = required(table, "node");
        lines.put(NetworkFault.returnPath(node), table.line());
        builder.returnPath(node, table.strings("path").toArray(new String[0]));
    }

    private void attacker(ScenarioTable table) {
        int replies = table.integer("replies").orElse(1);
        Duration delay = table.duration("delay").orElse(Duration.ZERO);
        List<ReplyKind> kinds = table.choices("kinds", ReplyKind.class);
        Set<ReplyKind> forged = kinds.isEmpty() ? Set.of(ReplyKind.ECHO_REPLY) : Set.copyOf(kinds);
        table.at("replies", () -> builder.attacker(replies, delay, forged));
    }

    private void interfaceInformation(ScenarioTable table) {
        appended(table, ExtensionOptions.interfaces(table));
    }

    private void extension(ScenarioTable table) {
        appended(table, List.of(ExtensionOptions.unknown(table)));
    }

    /** Its node may be described later. */
    private void appended(ScenarioTable table, List<IcmpExtension> objects) {
        String node = required(table, "node");
        appendices.add(() ->
                table.at("", () -> objects.forEach(object -> builder.extend(node, each -> each.extension(object)))));
    }

    static String required(ScenarioTable table, String key) {
        return table.string(key).orElseThrow(() -> table.wrong(table.line(), key + " is missing"));
    }
}
