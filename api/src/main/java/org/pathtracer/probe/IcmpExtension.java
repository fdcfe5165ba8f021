// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.pathtracer.annotation.NotForImplementation;

/**
 * An object that a router appended to an ICMP error (RFC 4884 section 7).
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface IcmpExtension {
    /**
     * The MPLS labels that the probe bore when it arrived (RFC 4950), outermost first.
     *
     * @param labels at most 64
     */
    record MplsLabelStack(List<MplsLabel> labels) implements IcmpExtension {
        /** Copies the list. */
        public MplsLabelStack {
            Objects.requireNonNull(labels, "labels");
            labels = List.copyOf(labels);
        }
    }

    /**
     * One of the router's interfaces (RFC 5837 section 4).
     *
     * @param role which
     * @param ifIndex its number in the router's interface table (0 to 4294967295)
     * @param address one of its addresses
     * @param name its name, at most 63 bytes of UTF-8, as the router sent it: print it only without control characters
     * @param mtu what it carries, in bytes
     */
    record InterfaceInformation(
            InterfaceRole role,
            OptionalLong ifIndex,
            Optional<InetAddress> address,
            Optional<String> name,
            OptionalLong mtu)
            implements IcmpExtension {
        /** Takes no null. */
        public InterfaceInformation {
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(ifIndex, "ifIndex");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(mtu, "mtu");
        }
    }

    /** Which interface of the router {@link InterfaceInformation} describes (RFC 5837 section 4.1). */
    enum InterfaceRole {
        /** The one on which the probe arrived. */
        INCOMING,
        /** A part of an aggregate on which the probe arrived. */
        SUB_IP_INCOMING,
        /** The one on which it would have left. */
        OUTGOING,
        /** The next hop to which it would have gone. */
        NEXT_HOP
    }

    /**
     * An object of a kind not known here, or a known one that breaks its own rules.
     *
     * @param classNumber 0 to 255
     * @param type 0 to 255
     * @param hex its content as hexadecimal digits
     */
    record Unknown(int classNumber, int type, String hex) implements IcmpExtension {
        /** Takes no null. */
        public Unknown {
            Objects.requireNonNull(hex, "hex");
        }

        /** Its content. */
        public byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }
}
