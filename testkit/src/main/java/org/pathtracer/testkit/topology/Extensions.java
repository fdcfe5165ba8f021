// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.util.List;
import org.pathtracer.AddressFamily;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.IcmpExtensions;

/**
 * What a node appends to its "time exceeded" and "unreachable" messages (RFC 4884).
 *
 * @param objects in their order; interfaces with an address only in messages of that family
 * @param form how they are written
 * @since 0.1.0
 */
public record Extensions(List<IcmpExtension> objects, Form form) {
    /** How extensions are written. */
    public enum Form {
        /** As RFC 4884 says. */
        STANDARD,
        /** As before RFC 4884: the message does not say where they begin, which is behind 128 bytes of the packet. */
        WITHOUT_LENGTH,
        /** With a checksum that does not hold. */
        WRONG_CHECKSUM,
        /** Of version 3. */
        WRONG_VERSION,
        /** The last object claims to be longer than the message. */
        WRONG_LENGTH
    }

    /** Bytes of the packet before them, at least: readers from before RFC 4884 look there. */
    public static final int SHORTEST_QUOTE = 128;

    /** Nothing. */
    public static final Extensions NONE = new Extensions(List.of(), Form.STANDARD);

    /** Copies the list. */
    public Extensions {
        objects = List.copyOf(objects);
    }

    /** Those that go into messages of a family. */
    public Extensions of(AddressFamily family) {
        return objects.isEmpty()
                ? this
                : new Extensions(
                        objects.stream().filter(object -> fits(object, family)).toList(), form);
    }

    private static boolean fits(IcmpExtension object, AddressFamily family) {
        return !(object instanceof IcmpExtension.InterfaceInformation information)
                || information.address().map(family::includes).orElse(true);
    }

    /** What a reader makes of them that trusts nothing behind the first damage. */
    public IcmpExtensions asRead() {
        if (objects.isEmpty()) {
            return IcmpExtensions.NONE;
        }
        return switch (form) {
            case STANDARD, WITHOUT_LENGTH -> new IcmpExtensions(objects, false);
            case WRONG_CHECKSUM, WRONG_VERSION -> new IcmpExtensions(List.of(), true);
            case WRONG_LENGTH -> new IcmpExtensions(objects.subList(0, objects.size() - 1), true);
        };
    }
}
