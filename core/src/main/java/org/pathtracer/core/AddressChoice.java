// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of a target's addresses to probe: the rules of RFC 6724 section 6 that can be told from routes and source
 * addresses alone. So IPv6 comes first where this host has an IPv6 address that fits, and IPv4 elsewhere; nothing is
 * sent to find out.
 */
final class AddressChoice {
    private static final int LINK_LOCAL = 2;
    private static final int SITE_LOCAL = 5;
    private static final int GLOBAL = 14;

    /** A row of the policy table, RFC 6724 section 2.1: addresses that begin so have this precedence and label. */
    private record Policy(long high, long low, int bits, int precedence, int label) {
        boolean covers(long addressHigh, long addressLow) {
            return agrees(high ^ addressHigh, bits) && agrees(low ^ addressLow, bits - Long.SIZE);
        }

        /** Whether two words with this difference have the first bits in common. */
        private static boolean agrees(long difference, int bits) {
            return bits <= 0 || difference >>> Math.max(0, Long.SIZE - bits) == 0;
        }
    }

    /** Longer prefixes first. */
    private static final List<Policy> POLICIES = List.of(
            new Policy(0, 1, 128, 50, 0),
            new Policy(0, 0xffff_0000_0000L, 96, 35, 4),
            new Policy(0, 0, 96, 1, 3),
            new Policy(0x2001L << 48, 0, 32, 5, 5),
            new Policy(0x2002L << 48, 0, 16, 30, 2),
            new Policy(0x3ffeL << 48, 0, 16, 1, 12),
            new Policy(0xfec0L << 48, 0, 10, 1, 11),
            new Policy(0xfc00L << 48, 0, 7, 3, 13),
            new Policy(0, 0, 0, 40, 1));

    private record Candidate(InetAddress address, Optional<InetAddress> source) {
        /** Rule 1. */
        boolean usable() {
            return source.isPresent();
        }

        /** Rule 2. */
        boolean scopeFits() {
            return source.map(from -> scope(from) == scope(address)).orElse(false);
        }

        /** Rule 5. */
        boolean labelFits() {
            return source.map(
                            from -> policyOf(from).label() == policyOf(address).label())
                    .orElse(false);
        }
    }

    private AddressChoice() {}

    /**
     * The best, the first of equally good ones.
     *
     * @param addresses at least one
     */
    static InetAddress best(List<InetAddress> addresses, Host host) {
        if (addresses.size() == 1) {
            return addresses.get(0);
        }
        Comparator<Candidate> better = Comparator.comparing(Candidate::usable)
                .thenComparing(Candidate::scopeFits)
                .thenComparing(Candidate::labelFits)
                .thenComparing(candidate -> policyOf(candidate.address()).precedence())
                .thenComparing(candidate -> -scope(candidate.address()));
        return addresses.stream()
                .map(address -> new Candidate(address, host.sourceTo(address)))
                .sorted(better.reversed())
                .findFirst()
                .orElseThrow()
                .address();
    }

    /** RFC 6724 section 3.1, and 3.2 for IPv4. */
    private static int scope(InetAddress address) {
        if (address.isLoopbackAddress() || address.isLinkLocalAddress()) {
            return LINK_LOCAL;
        }
        return address.isSiteLocalAddress() && !(address instanceof Inet4Address) ? SITE_LOCAL : GLOBAL;
    }

    /** IPv4 addresses stand in the table as IPv4-mapped ones, ::ffff:0:0/96. */
    private static Policy policyOf(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        boolean ipv4 = address instanceof Inet4Address;
        long high = ipv4 ? 0 : bytes.getLong();
        long low = ipv4 ? 0xffff_0000_0000L | bytes.getInt() & 0xffff_ffffL : bytes.getLong();
        return POLICIES.stream()
                .filter(policy -> policy.covers(high, low))
                .findFirst()
                .orElseThrow();
    }
}
