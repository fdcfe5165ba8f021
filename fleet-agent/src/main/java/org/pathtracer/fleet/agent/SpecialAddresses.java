// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Addresses that are not of the public internet, and those of this host: they are probed only if a prefix says so. */
final class SpecialAddresses {
    private record Special(Prefix prefix, String what) {}

    /** The IANA's registries of special purpose addresses, and what carries another address inside. */
    private static final List<Special> SPECIAL = Stream.of(
                    "0.0.0.0/8 of this network",
                    "10.0.0.0/8 private",
                    "100.64.0.0/10 shared by customers of a provider",
                    "127.0.0.0/8 loopback",
                    "169.254.0.0/16 link-local",
                    "172.16.0.0/12 private",
                    "192.0.0.0/24 for protocols",
                    "192.168.0.0/16 private",
                    "198.18.0.0/15 for benchmarks",
                    "224.0.0.0/4 multicast",
                    "240.0.0.0/4 reserved",
                    "::/127 loopback",
                    "64:ff9b:1::/48 translated locally",
                    "fc00::/7 private",
                    "fe80::/10 link-local",
                    "fec0::/10 private",
                    "ff00::/8 multicast")
            .map(line -> line.split(" ", 2))
            .map(parts -> new Special(Prefix.parse(parts[0]), parts[1]))
            .toList();

    /** What translators and tunnels deliver to an IPv4 address, RFC 6052 and RFC 3056. */
    private static final Prefix NAT64 = Prefix.parse("64:ff9b::/96");

    /** What is an IPv4 address in another form, RFC 4291 section 2.5.5. */
    private static final Prefix MAPPED = Prefix.parse("::ffff:0:0/96");

    private static final Prefix SIX_TO_FOUR = Prefix.parse("2002::/16");

    private SpecialAddresses() {}

    /** Says what is special about an address; empty if nothing is. */
    static Optional<String> what(InetAddress address) {
        Optional<String> kind = kind(address);
        if (kind.isPresent()) {
            return kind;
        }
        Optional<InetAddress> inner = embedded(address);
        return inner.isPresent() ? what(inner.get()) : isOwn(address) ? Optional.of("of this host") : Optional.empty();
    }

    /** The same of an address that may be one of this host. */
    static Optional<String> kind(InetAddress address) {
        return SPECIAL.stream()
                .filter(special -> special.prefix.contains(address))
                .map(Special::what)
                .findFirst();
    }

    /** The IPv4 address that a packet to this IPv6 address ends at. */
    static Optional<InetAddress> embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        int at = NAT64.contains(address) || MAPPED.contains(address) ? 12 : SIX_TO_FOUR.contains(address) ? 2 : -1;
        try {
            return at < 0
                    ? Optional.empty()
                    : Optional.of(InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true; // what can't be looked up is not probed
        }
    }
}
