// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses of packets, as they are: Java's own factory makes an IPv4 address of {@code ::ffff:192.0.2.1}. */
public final class RawAddress {
    private static final int IPV6_BYTES = 16;
    private static final int NO_ZONE = -1;

    private RawAddress() {}

    /** The address of 4 or 16 bytes. */
    public static InetAddress of(byte[] bytes) {
        return of(bytes, 0);
    }

    /**
     * The same on a link.
     *
     * @param zone index of the link; 0 for none
     */
    public static InetAddress of(byte[] bytes, int zone) {
        try {
            return bytes.length == IPV6_BYTES
                    ? Inet6Address.getByAddress(null, bytes, zone == 0 ? NO_ZONE : zone)
                    : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length, e);
        }
    }
}
