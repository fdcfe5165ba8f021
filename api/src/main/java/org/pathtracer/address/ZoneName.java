// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The link of a link-local address as users know it (RFC 4007 section 11): by its name, where links have names. */
final class ZoneName {
    /** On this system zones are numbers, and names of links are Java's own. */
    private static final boolean NUMBERS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private ZoneName() {}

    /**
     * Makes an address whose zone this host may not have, and so Java can't keep: it stands in the address's host name.
     *
     * @param name the text of the address with its zone; null for an address without one
     */
    static InetAddress address(@Nullable String name, byte[] bytes) {
        try {
            return Inet6Address.getByAddress(name, bytes, -1);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // it has the length of an address
        }
    }

    private static String ofOtherHost(Inet6Address address) {
        // The only way to the host name on which no name server is asked.
        String named = address.toString();
        int zone = named.indexOf('%');
        int end = named.lastIndexOf('/');
        boolean ours = zone > 0
                && zone < end
                && HostText.literal(named.substring(0, zone))
                        .filter(address::equals)
                        .isPresent();
        return ours ? named.substring(zone, end) : "";
    }

    /** {@code %eth0}; the number if no link has it now; empty without a zone. */
    static String of(Inet6Address address) {
        int index = address.getScopeId();
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        if (zone < 0) {
            return ofOtherHost(address);
        } else if (NUMBERS || address.getScopedInterface() != null) {
            return text.substring(zone);
        }
        try {
            NetworkInterface link = index > 0 ? NetworkInterface.getByIndex(index) : null;
            return "%" + (link == null ? Integer.toString(index) : link.getName());
        } catch (SocketException e) {
            return "%" + index;
        }
    }
}
