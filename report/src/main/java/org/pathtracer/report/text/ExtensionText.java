// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Printable;

/**
 * What a router appended to its answer, on a line.
 *
 * @since 0.1.0
 */
public final class ExtensionText {
    private static final int MOST_HEX_DIGITS = 64;

    private ExtensionText() {}

    public static String of(IcmpExtension object) {
        if (object instanceof IcmpExtension.MplsLabelStack stack) {
            return stack.labels().stream().map(ExtensionText::label).collect(Collectors.joining(" | ", "[MPLS: ", "]"));
        } else if (object instanceof IcmpExtension.InterfaceInformation information) {
            return "[" + role(information.role()) + ": " + String.join(", ", parts(information)) + "]";
        } else if (object instanceof IcmpExtension.Unknown unknown) {
            return "[extension of class %d, type %d: %s]"
                    .formatted(unknown.classNumber(), unknown.type(), shortened(unknown.hex()));
        }
        throw new IllegalArgumentException("an extension without a text: " + object);
    }

    /** As mtr and others write it. */
    private static String label(MplsLabel label) {
        return "Lbl " + label.label() + " TC " + label.trafficClass() + " S " + (label.bottom() ? 1 : 0) + " TTL "
                + label.ttl();
    }

    private static String role(IcmpExtension.InterfaceRole role) {
        return switch (role) {
            case INCOMING -> "incoming interface";
            case SUB_IP_INCOMING -> "part of the incoming interface";
            case OUTGOING -> "outgoing interface";
            case NEXT_HOP -> "next hop";
        };
    }

    private static List<String> parts(IcmpExtension.InterfaceInformation information) {
        List<String> parts = new ArrayList<>();
        information.name().ifPresent(name -> parts.add(Printable.line(name)));
        information.address().ifPresent(address -> parts.add(AddressText.of(address)));
        information.ifIndex().ifPresent(index -> parts.add("index " + index));
        information.mtu().ifPresent(mtu -> parts.add("MTU " + mtu));
        return parts;
    }

    private static String shortened(String hex) {
        return hex.length() <= MOST_HEX_DIGITS ? hex : hex.substring(0, MOST_HEX_DIGITS) + "...";
    }
}
