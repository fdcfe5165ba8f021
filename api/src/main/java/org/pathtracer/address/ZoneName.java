// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.address;

import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Locale;

/** The link of a link-local address as users know it (RFC 4007 section 11): by its name, where links have names. */
final class ZoneName {
    /** On this system zones are numbers, and names of links are Java's own. */
    private static final boolean NUMBERS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private ZoneName() {}

    /** {@code %eth0}; the number if no link has it now; empty without a zone. */
    static String of(Inet6Address address) {
        int index = address.getScopeId();
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        if (zone < 0 || NUMBERS || address.getScopedInterface() != null) {
            return zone < 0 ? "" : text.substring(zone);
        }
        try {
            NetworkInterface link = index > 0 ? NetworkInterface.getByIndex(index) : null;
            return "%" + (link == null ? Integer.toString(index) : link.getName());
        } catch (SocketException e) {
            return "%" + index;
        }
    }
}
