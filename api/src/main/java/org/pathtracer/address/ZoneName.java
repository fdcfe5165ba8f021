// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Locale;

/** The link of a link-local address as users know it (RFC 4007 section 11): by its name, where links have names. */
final class ZoneName {
    /** On this system zones are numbers, and names of links are Java's own. */
    private static final boolean NUMBERS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private ZoneName() {}

    /** Java keeps no zone that this host doesn't have: it stands in the address's host name. */
    static InetAddress add(String text, InetAddress address) {
        try {
            return InetAddress.getByAddress(text, address.getAddress());
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
