// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pathtracer.probe.HeaderChange;
import org.pathtracer.probe.HeaderField;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.QuotedPacket;
import org.pathtracer.testkit.scenario.ScenarioTable;

/**
 * What a scenario expects an ICMP error to show besides who sent it.
 *
 * @param labels MPLS labels, outermost first
 * @param interfaces names of interfaces
 * @param damaged whether the extensions are damaged
 * @param changed header fields that are not as they were sent, where a transport shows headers
 * @since 0.1.0
 */
public record ExpectedMarks(List<Integer> labels, List<String> interfaces, boolean damaged, Set<HeaderField> changed) {
    /** Nothing is appended, and nothing was changed. */
    public static final ExpectedMarks NONE = new ExpectedMarks(List.of(), List.of(), false, Set.of());

    /** Copies the collections. */
    public ExpectedMarks {
        labels = List.copyOf(labels);
        interfaces = List.copyOf(interfaces);
        changed = Set.copyOf(changed);
    }

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

    /** What of an error is not so: phrases. */
    List<String> differences(ProbeOutcome.IcmpError error) {
        List<String> found = new ArrayList<>();
        IcmpExtensions extensions = error.extensions();
        compare(found, "MPLS labels", labels, seenLabels(extensions));
        compare(found, "interfaces", interfaces, seenInterfaces(extensions));
        compare(found, "damaged extensions", damaged, extensions.damaged());
        if (error.quoted().shown()) {
            Set<HeaderField> seen = new TreeSet<>();
            error.quoted().changes().stream().map(HeaderChange::field).forEach(seen::add);
            Set<HeaderField> visible = new TreeSet<>(changed);
            visible.removeIf(field -> !shows(error.quoted(), field));
            compare(found, "changed header fields", visible, seen);
        }
        return found;
    }

    /** Some sockets show a part of the headers only, and what checksum the kernel gave an ICMPv6 probe nobody tells. */
    private static boolean shows(QuotedPacket quoted, HeaderField field) {
        return switch (field) {
            case CHECKSUM -> quoted.checksumChanged().isPresent();
            case DSCP, ECN -> quoted.trafficClass().isPresent();
            case TTL -> quoted.ttl().isPresent();
            case LENGTH -> quoted.length().isPresent();
            default -> true;
        };
    }

    private static List<Integer> seenLabels(IcmpExtensions extensions) {
        List<Integer> labels = new ArrayList<>();
        for (IcmpExtension object : extensions.objects()) {
            if (object instanceof IcmpExtension.MplsLabelStack stack) {
                stack.labels().stream().map(MplsLabel::label).forEach(labels::add);
            }
        }
        return labels;
    }

    private static List<String> seenInterfaces(IcmpExtensions extensions) {
        List<String> names = new ArrayList<>();
        for (IcmpExtension object : extensions.objects()) {
            if (object instanceof IcmpExtension.InterfaceInformation information) {
                information.name().ifPresent(names::add);
            }
        }
        return names;
    }

    private static void compare(List<String> found, String what, Object expected, Object seen) {
        if (!expected.equals(seen)) {
            found.add("%s are %s, but should be %s".formatted(what, seen, expected));
        }
    }
}
