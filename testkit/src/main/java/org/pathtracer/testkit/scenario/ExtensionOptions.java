// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.testkit.check.Checks;
import org.pathtracer.testkit.topology.Extensions;
import org.pathtracer.testkit.topology.NodeBuilder;

/** The keys of what a node appends to its errors, in its own table and in tables of interfaces and other objects. */
final class ExtensionOptions {
    private static final int LABEL_FIELDS = 3;

    private ExtensionOptions() {}

    static void read(ScenarioTable table, NodeBuilder node) {
        List<MplsLabel> labels = new ArrayList<>();
        for (List<Integer> fields : table.integerLists("mpls")) {
            if (fields.size() != LABEL_FIELDS) {
                throw table.wrong("mpls", "mpls has %s, but a label is [label, traffic class, TTL]".formatted(fields));
            }
            labels.add(new MplsLabel(fields.get(0), fields.get(1), false, fields.get(2)));
        }
        if (!labels.isEmpty()) {
            table.at("mpls", () -> node.mplsLabels(labels.toArray(new MplsLabel[0])));
        }
        table.choice("extension-form", Extensions.Form.class).ifPresent(node::extensionForm);
    }

    /** An interface: once for each of its addresses, or once without. */
    static List<IcmpExtension> interfaces(ScenarioTable table) {
        IcmpExtension.InterfaceRole role =
                table.choice("role", IcmpExtension.InterfaceRole.class).orElse(IcmpExtension.InterfaceRole.INCOMING);
        OptionalLong index = unsigned(table.integer("index"));
        Optional<String> name = table.string("name");
        OptionalLong mtu = unsigned(table.integer("mtu"));
        List<IcmpExtension> all = new ArrayList<>();
        for (String literal : table.strings("address")) {
            table.at(
                    "address",
                    () -> all.add(new IcmpExtension.InterfaceInformation(
                            role, index, Optional.of(Checks.address(literal)), name, mtu)));
        }
        if (all.isEmpty()) {
            all.add(new IcmpExtension.InterfaceInformation(role, index, Optional.empty(), name, mtu));
        }
        return all;
    }

    private static OptionalLong unsigned(OptionalInt value) {
        return value.isPresent() ? OptionalLong.of(value.getAsInt()) : OptionalLong.empty();
    }

    static IcmpExtension unknown(ScenarioTable table) {
        return new IcmpExtension.Unknown(
                table.integer("class").orElse(0),
                table.integer("type").orElse(0),
                table.string("hex").orElse("").toLowerCase(Locale.ROOT));
    }
}
