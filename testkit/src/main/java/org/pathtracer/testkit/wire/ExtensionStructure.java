// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.MplsLabel;

/**
 * Extension structures of RFC 4884 with the objects of RFC 4950 and RFC 5837.
 *
 * @since 0.1.0
 */
public final class ExtensionStructure {
    /** The version that there is. */
    public static final int VERSION = 2;

    private static final int HEADER = 4;
    private static final int OBJECT_HEADER = 4;
    private static final int MPLS_CLASS = 1;
    private static final int LABEL_STACK = 1;
    private static final int INTERFACE_CLASS = 2;
    private static final int HAS_INDEX = 8;
    private static final int HAS_ADDRESS = 4;
    private static final int HAS_NAME = 2;
    private static final int HAS_MTU = 1;

    private ExtensionStructure() {}

    /** The structure with a right checksum. */
    public static byte[] of(List<IcmpExtension> objects) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION << 4);
        out.writeBytes(new byte[HEADER - 1]);
        objects.forEach(object -> write(out, object));
        byte[] structure = out.toByteArray();
        seal(structure);
        return structure;
    }

    /** Makes the checksum right. */
    public static void seal(byte[] structure) {
        Bytes.put16(structure, 2, 0);
        Bytes.put16(structure, 2, Checksum.of(Checksum.sum(structure, 0, structure.length)));
    }

    /** Where the last object begins. */
    public static int lastObject(byte[] structure) {
        int last = HEADER;
        while (last + Bytes.u16(structure, last) < structure.length) {
            last += Bytes.u16(structure, last);
        }
        return last;
    }

    private static void write(ByteArrayOutputStream out, IcmpExtension object) {
        if (object instanceof IcmpExtension.MplsLabelStack stack) {
            write(out, MPLS_CLASS, LABEL_STACK, labels(stack));
        } else if (object instanceof IcmpExtension.InterfaceInformation information) {
            write(out, INTERFACE_CLASS, type(information), information(information));
        } else if (object instanceof IcmpExtension.Unknown unknown) {
            write(out, unknown.classNumber(), unknown.type(), unknown.bytes());
        }
    }

    // RFC 4884 section 8
    private static void write(ByteArrayOutputStream out, int classNumber, int type, byte[] content) {
        write16(out, OBJECT_HEADER + content.length);
        out.write(classNumber);
        out.write(type);
        out.writeBytes(content);
    }

    // RFC 3032 section 2.1
    private static byte[] labels(IcmpExtension.MplsLabelStack stack) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (MplsLabel label : stack.labels()) {
            int bottom = label.bottom() ? 1 : 0;
            write32(out, label.label() << 12 | label.trafficClass() << 9 | bottom << 8 | label.ttl());
        }
        return out.toByteArray();
    }

    // RFC 5837 section 4.1
    private static int type(IcmpExtension.InterfaceInformation information) {
        int role = switch (information.role()) {
            case INCOMING -> 0;
            case SUB_IP_INCOMING -> 1;
            case OUTGOING -> 2;
            case NEXT_HOP -> 3;
        };
        return role << 6
                | (information.ifIndex().isPresent() ? HAS_INDEX : 0)
                | (information.address().isPresent() ? HAS_ADDRESS : 0)
                | (information.name().isPresent() ? HAS_NAME : 0)
                | (information.mtu().isPresent() ? HAS_MTU : 0);
    }

    private static byte[] information(IcmpExtension.InterfaceInformation information) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        information.ifIndex().ifPresent(index -> write32(out, (int) index));
        information.address().ifPresent(address -> address(out, address));
        information.name().ifPresent(name -> name(out, name));
        information.mtu().ifPresent(mtu -> write32(out, (int) mtu));
        return out.toByteArray();
    }

    // RFC 5837 section 4.2; 1 and 2 are the families' numbers at IANA.
    private static void address(ByteArrayOutputStream out, InetAddress address) {
        byte[] bytes = address.getAddress();
        write16(out, bytes.length == 4 ? 1 : 2);
        write16(out, 0);
        out.writeBytes(bytes);
    }

    // RFC 5837 section 4.3: the length counts itself and the zeros behind the name.
    private static void name(ByteArrayOutputStream out, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int length = (1 + bytes.length + 3) / 4 * 4;
        out.write(length);
        out.writeBytes(bytes);
        out.writeBytes(new byte[length - 1 - bytes.length]);
    }

    private static void write16(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }

    private static void write32(ByteArrayOutputStream out, int value) {
        write16(out, value >>> 16);
        write16(out, value);
    }
}
