// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Probes to addresses next to the target, which show balancers that look at the destination only. */
final class Neighbours {
    private static final int LOWEST_BYTE = 0xff;

    private final List<InetAddress> addresses = new ArrayList<>();
    private final Map<InetAddress, Map<Integer, InetAddress>> answers = new HashMap<>();
    private boolean asked;

    /**
     * The nearest neighbours.
     *
     * @param count how many, 0 to 64
     */
    Neighbours(InetAddress target, int count) {
        byte[] bytes = target.getAddress();
        int own = bytes[bytes.length - 1] & LOWEST_BYTE;
        for (int i = 1; addresses.size() < count; i++) {
            int other = own ^ i;
            // In a small IPv4 network these are the network's address and the broadcast address.
            if (other != 0 && other != LOWEST_BYTE) {
                bytes[bytes.length - 1] = (byte) other;
                addresses.add(address(bytes));
            }
        }
        addresses.forEach(address -> answers.put(address, new HashMap<>()));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("as long as the target's address", e);
        }
    }

    /** Asks all TTLs before the last one, once. */
    void plan(FlowTable table, Prober prober) {
        if (asked) {
            return;
        }
        asked = true;
        for (InetAddress address : addresses) {
            for (int ttl = table.first; ttl < table.highestAnswered(); ttl++) {
                prober.askNeighbour(address, ttl);
            }
        }
    }

    void onAnswer(InetAddress neighbour, int ttl, @Nullable InetAddress from) {
        Map<Integer, InetAddress> path = answers.get(neighbour);
        if (path != null && from != null) {
            path.put(ttl, from);
        }
    }

    /** Routers from which a neighbour's flow goes where no flow to the target goes, by TTL. */
    Map<Integer, Set<InetAddress>> balancers(FlowTable table) {
        Map<Integer, Set<InetAddress>> found = new TreeMap<>();
        for (Map<Integer, InetAddress> path : answers.values()) {
            for (int ttl = table.first; ttl < table.highestAnswered(); ttl++) {
                InetAddress at = path.get(ttl);
                InetAddress next = path.get(ttl + 1);
                if (at != null && next != null && departs(table, ttl, at, next)) {
                    found.computeIfAbsent(ttl, t -> new LinkedHashSet<>()).add(at);
                }
            }
        }
        return found;
    }

    private static boolean departs(FlowTable table, int ttl, InetAddress at, InetAddress next) {
        return table.hop(ttl + 1).answered() && knows(table, ttl, at) && !knows(table, ttl + 1, next);
    }

    private static boolean knows(FlowTable table, int ttl, InetAddress address) {
        return table.hop(ttl).vertices().anyMatch(vertex -> address.equals(vertex.address));
    }
}
