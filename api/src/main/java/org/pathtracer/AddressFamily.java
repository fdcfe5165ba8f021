// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.util.Objects;

/**
 * The Internet protocol with which a target may be probed.
 *
 * @since 0.1.0
 */
public enum AddressFamily implements ProtocolFamily {
    /**
     * The address that RFC 6724 prefers, by routes and source addresses: IPv6 if this host has a suitable IPv6 address,
     * else IPv4.
     */
    ANY,
    IPV4,
    IPV6;

    /** Returns {@code IPv4}, {@code IPv6}, or {@code any}. */
    @Override
    public String toString() {
        return switch (this) {
            case ANY -> "any";
            case IPV4 -> "IPv4";
            case IPV6 -> "IPv6";
        };
    }

    /** Returns the family of an address: {@link #IPV4} or {@link #IPV6}. */
    public static AddressFamily of(InetAddress address) {
        Objects.requireNonNull(address, "address");
        return address instanceof Inet4Address ? IPV4 : IPV6;
    }

    /**
     * Returns the family that the JDK or this library names so.
     *
     * @throws IllegalArgumentException if it is neither IPv4, IPv6 nor any
     */
    public static AddressFamily of(ProtocolFamily family) {
        Objects.requireNonNull(family, "family");
        if (family instanceof AddressFamily own) {
            return own;
        }
        if (family == StandardProtocolFamily.INET) {
            return IPV4;
        }
        if (family == StandardProtocolFamily.INET6) {
            return IPV6;
        }
        throw new IllegalArgumentException("%s is not a family of internet addresses".formatted(family.name()));
    }

    /** Returns whether an address is of this family; every address is of {@link #ANY}. */
    public boolean includes(InetAddress address) {
        Objects.requireNonNull(address, "address");
        return switch (this) {
            case ANY -> true;
            case IPV4 -> address instanceof Inet4Address;
            case IPV6 -> address instanceof Inet6Address;
        };
    }

    /**
     * Returns the size in bytes of the smallest probe: the smallest IP header plus the 8 bytes of an ICMP or UDP
     * header.
     */
    public int smallestPacket() {
        return this == IPV6 ? 48 : 28;
    }
}
