// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.address;

import java.net.InetAddress;
import java.util.List;

/** How far an address is valid. An IPv4 address in IPv6 clothes (RFC 4291 section 2.5.5.2) has that of the IPv4 one. */
public enum AddressScope {
    /** This host (127.0.0.0/8, ::1). */
    LOOPBACK,
    /** This link (169.254.0.0/16, fe80::/10). */
    LINK_LOCAL,
    /** This site: RFC 1918, and unique local addresses (RFC 4193). */
    PRIVATE,
    /** Shared by an access network and its customers (100.64.0.0/10, RFC 6598). */
    CGNAT,
    /** A group. */
    MULTICAST,
    /** No address at all. */
    UNSPECIFIED,
    /** Everything else. */
    GLOBAL;

    /** Carrier-grade NAT. */
    private static final Prefix SHARED = Prefix.parse("100.64.0.0/10");

    private static final Prefix UNIQUE_LOCAL = Prefix.parse("fc00::/7");
    private static final Prefix LOOPBACK_NET = Prefix.parse("127.0.0.0/8");

    /**
     * Global by their bits, and yet no host of the Internet: for books (RFC 5737, 3849, 9637), benchmarks (RFC 2544),
     * protocols (RFC 6890), reserved (RFC 1112), discarded (RFC 6666), or made by a translator, which may have private
     * addresses within (RFC 6052, 8215).
     */
    private static final List<Prefix> NOWHERE = List.of(
            Prefix.parse("192.0.2.0/24"),
            Prefix.parse("198.51.100.0/24"),
            Prefix.parse("203.0.113.0/24"),
            Prefix.parse("198.18.0.0/15"),
            Prefix.parse("192.0.0.0/24"),
            Prefix.parse("0.0.0.0/8"),
            Prefix.parse("240.0.0.0/4"),
            Prefix.parse("2001:db8::/32"),
            Prefix.parse("3fff::/20"),
            Prefix.parse("100::/64"),
            Prefix.parse("64:ff9b::/96"),
            Prefix.parse("64:ff9b:1::/48"));

    /** The scope of an address. */
    public static AddressScope of(InetAddress address) {
        InetAddress plain = Prefix.unmapped(address);
        Prefix whole = Prefix.of(plain);
        if (plain.isAnyLocalAddress()) {
            return UNSPECIFIED;
        } else if (LOOPBACK_NET.contains(whole) || plain.isLoopbackAddress()) {
            return LOOPBACK;
        } else if (plain.isLinkLocalAddress()) {
            return LINK_LOCAL;
        } else if (plain.isSiteLocalAddress() || UNIQUE_LOCAL.contains(whole)) {
            return PRIVATE;
        } else if (SHARED.contains(whole)) {
            return CGNAT;
        }
        return plain.isMulticastAddress() ? MULTICAST : GLOBAL;
    }

    /**
     * Whether servers outside may be asked about it: global, and in use. About any other address no server outside
     * knows anything, and the question would tell how the network inside is built.
     */
    public static boolean knownOutside(InetAddress address) {
        return of(address) == GLOBAL && !nowhere(Prefix.of(address));
    }

    private static boolean nowhere(Prefix address) {
        for (Prefix prefix : NOWHERE) {
            if (prefix.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
