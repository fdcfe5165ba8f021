// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pathtracer.core.address.AddressScope;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsRecord;
import org.pathtracer.interfaces.InterfaceFlag;
import org.pathtracer.interfaces.LocalInterface;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;

/** What can be read off what a host and its name servers say. */
final class Surfaces {
    /**
     * A name server that takes that long is felt: RFC 8305 section 3 gives the slower of two answers 50 ms, the C
     * library gives up at 5 s; half a second is more than the way around the earth and back takes (two times 200 ms).
     */
    static final Duration SLOW_ANSWER = Duration.ofMillis(500);

    private Surfaces() {}

    /** Whether no interface can reach anything beyond this host. */
    static boolean hasNoLink(NetworkState state) {
        return state.interfaces().stream().noneMatch(Surfaces::isUsable);
    }

    private static boolean isUsable(LocalInterface one) {
        return one.up()
                && !one.flags().contains(InterfaceFlag.LOOPBACK)
                && one.addresses().stream().anyMatch(own -> !own.address().isLinkLocalAddress());
    }

    /** RFC 6761 section 6.3: no name server is asked for it. */
    static boolean isLocalhost(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("localhost") || lower.endsWith(".localhost");
    }

    /** The interface of a route. */
    static Optional<LocalInterface> leavingBy(NetworkState state, Route route) {
        return state.interfaces().stream()
                .filter(one -> one.name().equals(route.interfaceName()))
                .findFirst();
    }

    static List<InetAddress> addresses(DnsAnswer answer) {
        return answer.answers(DnsRecord.Address.class).stream()
                .map(DnsRecord.Address::address)
                .toList();
    }

    /** Whether no host beyond this network can have it. */
    static boolean isInner(InetAddress address) {
        return AddressScope.of(address) != AddressScope.GLOBAL;
    }

    /** Whether it is no host's address at all, as block lists answer. */
    static boolean isNowhere(InetAddress address) {
        AddressScope scope = AddressScope.of(address);
        return scope == AddressScope.UNSPECIFIED || scope == AddressScope.LOOPBACK;
    }

    /** The number of leading bits that two addresses of one family have in common. */
    static int commonBits(InetAddress one, InetAddress other) {
        byte[] a = one.getAddress();
        byte[] b = other.getAddress();
        int bits = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int differ = (a[i] ^ b[i]) & 0xff;
            if (differ != 0) {
                return bits + Integer.numberOfLeadingZeros(differ) - 24;
            }
            bits += 8;
        }
        return bits;
    }
}
