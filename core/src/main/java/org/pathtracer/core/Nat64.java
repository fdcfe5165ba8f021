// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a host without IPv4 reaches IPv4 addresses: through the prefix of its network's NAT64 translator, which the
 * answer to a well-known name gives away (RFC 7050).
 */
final class Nat64 {
    // RFC 7050 section 2.2
    private static final String WELL_KNOWN_NAME = "ipv4only.arpa";
    private static final List<byte[]> WELL_KNOWN_ADDRESSES =
            List.of(new byte[] {(byte) 192, 0, 0, (byte) 170}, new byte[] {(byte) 192, 0, 0, (byte) 171});

    /** RFC 6052 section 2.2: lengths of prefixes, in bytes. */
    private static final int[] PREFIX_BYTES = {12, 8, 7, 6, 5, 4};

    /** Bits 64 to 71 are zero, and the IPv4 address goes around them. */
    private static final int RESERVED_BYTE = 8;

    private Nat64() {}

    /**
     * The address under which the translator knows an IPv4 address; empty if there is no translator, or it would not
     * translate the address. Asks the system's resolver, so it may take long.
     */
    static Optional<InetAddress> translated(Inet4Address address, Host host) {
        return isPublic(address) ? prefix(host).map(prefix -> embed(prefix, address)) : Optional.empty();
    }

    // RFC 6052 section 3.1; what is no host's address is refused elsewhere.
    private static boolean isPublic(Inet4Address address) {
        return !address.isLoopbackAddress() && !address.isLinkLocalAddress() && !address.isSiteLocalAddress();
    }

    private static Optional<byte[]> prefix(Host host) {
        try {
            for (InetAddress answer : host.addresses(WELL_KNOWN_NAME)) {
                Optional<byte[]> prefix =
                        answer instanceof Inet6Address ? prefix(answer.getAddress()) : Optional.empty();
                if (prefix.isPresent()) {
                    return prefix;
                }
            }
        } catch (UnknownHostException e) {
            // No translator: the name has IPv4 addresses only, of no use here.
        }
        return Optional.empty();
    }

    /** RFC 7050 section 3: the well-known address must stand in one place only. */
    private static Optional<byte[]> prefix(byte[] answer) {
        List<byte[]> found = Arrays.stream(PREFIX_BYTES)
                .filter(length ->
                        WELL_KNOWN_ADDRESSES.stream().anyMatch(known -> Arrays.equals(known, extract(answer, length))))
                .mapToObj(length -> Arrays.copyOf(answer, length))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static byte[] extract(byte[] address, int prefixLength) {
        byte[] embedded = new byte[4];
        for (int i = 0; i < embedded.length; i++) {
            embedded[i] = address[place(prefixLength, i)];
        }
        return embedded;
    }

    private static InetAddress embed(byte[] prefix, Inet4Address address) {
        byte[] bytes = Arrays.copyOf(prefix, 16);
        byte[] embedded = address.getAddress();
        for (int i = 0; i < embedded.length; i++) {
            bytes[place(prefix.length, i)] = embedded[i];
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    /** Where byte {@code i} of the IPv4 address goes. */
    private static int place(int prefixLength, int i) {
        int place = prefixLength + i;
        return prefixLength <= RESERVED_BYTE && place >= RESERVED_BYTE ? place + 1 : place;
    }
}
