// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.expectation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.pathtracer.probe.HeaderChange;
import org.pathtracer.probe.HeaderField;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.QuotedPacket;

/**
 * What a scenario expects an ICMP error to show besides its sender.
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

    /** What of an error is not so: phrases. */
    public List<String> differences(ProbeOutcome.IcmpError error) {
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

    /**
     * Some sockets show a part of the headers only, and no socket tells what checksum the kernel gave an ICMPv6 probe.
     */
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
