// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A place that measures: an agent that is attached to a hub.
 *
 * @since 0.1.0
 */
public final class VantagePoint {
    private final String name;
    private final Map<String, String> labels;
    private final Set<String> capabilities;
    private final String hub;
    private final List<InetAddress> addresses;

    VantagePoint(
            String name,
            Map<String, String> labels,
            Set<String> capabilities,
            String hub,
            List<InetAddress> addresses) {
        this.name = name;
        this.labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        this.capabilities = Collections.unmodifiableSet(new TreeSet<>(capabilities));
        this.hub = hub;
        this.addresses = List.copyOf(addresses);
    }

    /** Returns its name, which its certificate vouches for. */
    public String name() {
        return name;
    }

    /** Returns its labels, sorted. */
    public Map<String, String> labels() {
        return labels;
    }

    /** Returns the operations that it allows, and {@code ipv4} and {@code ipv6} if it has such an address, sorted. */
    public Set<String> capabilities() {
        return capabilities;
    }

    /** Returns the name of the hub that it is attached to. */
    public String hub() {
        return hub;
    }

    /** Returns where others reach it, as it says itself; empty if it can't be reached. */
    public List<InetAddress> addresses() {
        return addresses;
    }

    @Override
    public String toString() {
        return name + labels;
    }
}
