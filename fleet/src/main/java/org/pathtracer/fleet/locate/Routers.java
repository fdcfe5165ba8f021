// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.pathtracer.address.CanonicalAddress;

/**
 * Says which hops of different ways are one router. A public address is one router. Any other address may exist in many
 * places, so it is a router of the place next to it, or of the two public routers around it.
 */
final class Routers {
    private Routers() {}

    /** Returns a name for each hop; empty for one that did not answer. */
    static List<Optional<String>> of(Way way) {
        List<Optional<String>> names = new ArrayList<>();
        for (int i = 0; i < way.hops().size(); i++) {
            Optional<InetAddress> hop = way.hops().get(i);
            names.add(hop.isEmpty() ? Optional.empty() : Optional.of(name(way, i, hop.get())));
        }
        return names;
    }

    private static String name(Way way, int index, InetAddress address) {
        String text = CanonicalAddress.of(address);
        if (isUnique(address)) {
            return text;
        }
        Optional<String> before = unique(way, index, -1);
        Optional<String> behind = unique(way, index, 1);
        if (before.isPresent() && behind.isPresent()) {
            return text + between(before.get(), behind.get());
        } else if (behind.isPresent() || before.isEmpty() && isNextToBegin(way, index)) {
            return text + " at " + way.from();
        } else if (before.isPresent() || isNextToEnd(way, index)) {
            return text + " at " + way.to();
        }
        return text + between(way.from(), way.to());
    }

    /** Returns whether a name is of a router that belongs to a place. */
    static boolean isOf(String place, String name) {
        return name.endsWith(" at " + place);
    }

    /** A router is the same one on the way back. */
    private static String between(String one, String other) {
        return " between " + String.join(" and ", new TreeSet<>(List.of(one, other)));
    }

    private static boolean isNextToBegin(Way way, int index) {
        boolean silentBehind = way.hops().subList(index, way.hops().size()).contains(Optional.<InetAddress>empty());
        boolean silentBefore = way.hops().subList(0, index).contains(Optional.<InetAddress>empty());
        return way.hops().size() > 1 && (index == 0 || silentBehind && !silentBefore);
    }

    private static boolean isNextToEnd(Way way, int index) {
        int last = way.hops().size() - 1;
        return last > 0
                && (index == last
                        || !way.hops().subList(index, last).contains(Optional.<InetAddress>empty())
                                && way.hops().subList(0, index).contains(Optional.<InetAddress>empty()));
    }

    private static Optional<String> unique(Way way, int index, int step) {
        for (int i = index + step; i >= 0 && i < way.hops().size(); i += step) {
            Optional<InetAddress> hop = way.hops().get(i).filter(Routers::isUnique);
            if (hop.isPresent()) {
                return hop.map(CanonicalAddress::of);
            }
        }
        return Optional.empty();
    }

    /** Private (RFC 1918, RFC 4193), shared (RFC 6598), link-local and loopback addresses are not. */
    static boolean isUnique(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 0x40;
        boolean local = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc;
        return !shared
                && !local
                && !address.isSiteLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isAnyLocalAddress();
    }
}
