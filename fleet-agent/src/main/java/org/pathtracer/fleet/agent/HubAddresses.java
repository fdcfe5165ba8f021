// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pathtracer.fleet.protocol.HostPort;

/** Addresses of hubs: those of the configuration, and those that hubs told of. */
final class HubAddresses {
    private static final int MOST = 1000;

    private final Set<String> hosts = ConcurrentHashMap.newKeySet();

    HubAddresses(List<String> hubs) {
        hubs.forEach(hub -> hosts.add(HostPort.parse(hub).host()));
    }

    void learn(Set<String> more) {
        if (hosts.size() + more.size() <= MOST) {
            hosts.addAll(more);
        }
    }

    /** Looks names up, so it may block. */
    Set<InetAddress> all() {
        Set<InetAddress> all = new HashSet<>();
        for (String host : hosts) {
            try {
                all.addAll(Arrays.asList(InetAddress.getAllByName(host)));
            } catch (UnknownHostException e) {
                // What has no address is not probed either.
            }
        }
        return all;
    }
}
