// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pathtracer.probe.HeaderChange;
import org.pathtracer.probe.HeaderField;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.samples.Samples;

/** What routers may tell beside their answer, with a name that would like to take over the terminal. */
public final class Appended {
    public static final String EVIL_NAME = "eth0\033[2J\n\u202e0hte\u2066\u009b";

    public static final IcmpExtension LABELS = new IcmpExtension.MplsLabelStack(
            List.of(new MplsLabel(16001, 0, false, 1), new MplsLabel(24000, 5, true, 254)));
    public static final IcmpExtension INTERFACE = new IcmpExtension.InterfaceInformation(
            IcmpExtension.InterfaceRole.INCOMING,
            OptionalLong.of(4_294_967_295L),
            Optional.of(Samples.address("2001:db8::1")),
            Optional.of(EVIL_NAME),
            OptionalLong.of(1500));
    public static final IcmpExtension NAMELESS = new IcmpExtension.InterfaceInformation(
            IcmpExtension.InterfaceRole.NEXT_HOP,
            OptionalLong.empty(),
            Optional.empty(),
            Optional.of("ge-0/0/1"),
            OptionalLong.empty());
    public static final IcmpExtension UNKNOWN = new IcmpExtension.Unknown(200, 3, "00ff");

    public static final List<HeaderChange> TRANSLATED = List.of(
            new HeaderChange(HeaderField.SOURCE_PORT, "33000", "1024"),
            new HeaderChange(HeaderField.CHECKSUM, "12", "99"),
            new HeaderChange(HeaderField.DSCP, "46", "0"));

    private Appended() {}
}
