// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.testkit.check.Checks;

/** Whether an object can be written into a message. */
final class ExtensionCheck {
    private static final long LARGEST = 0xffffffffL;
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_CONTENT = 256;

    private ExtensionCheck() {}

    static void check(IcmpExtension object) {
        if (object instanceof IcmpExtension.InterfaceInformation information) {
            word("interface index", information.ifIndex());
            word("interface MTU", information.mtu());
            information
                    .name()
                    .ifPresent(name -> Checks.range(
                            "bytes of an interface name",
                            name.getBytes(StandardCharsets.UTF_8).length,
                            1,
                            LONGEST_NAME));
        } else if (object instanceof IcmpExtension.Unknown unknown) {
            Checks.range("class of an extension", unknown.classNumber(), 0, 255);
            Checks.range("type of an extension", unknown.type(), 0, 255);
            boolean whole = unknown.hex().matches("([0-9a-f]{8})*");
            Checks.require(
                    whole && unknown.hex().length() <= 2 * LONGEST_CONTENT,
                    "an extension's content is \"%s\", but must be hexadecimal digits for at most %d bytes, a multiple of 4"
                            .formatted(unknown.hex(), LONGEST_CONTENT));
        }
    }

    private static void word(String what, OptionalLong value) {
        value.ifPresent(number -> Checks.require(
                number >= 0 && number <= LARGEST,
                "%s is %d, but must be from 0 to %d".formatted(what, number, LARGEST)));
    }
}
