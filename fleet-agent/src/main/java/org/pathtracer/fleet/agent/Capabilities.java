// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an agent can do: the operations that it allows, {@code ipv4} and {@code ipv6} if it has such an address, and
 * {@code schedules} if it has a spool.
 */
final class Capabilities {
    private Capabilities() {}

    static List<String> of(AgentOptions options) {
        List<String> all = new ArrayList<>();
        options.policy().operations().forEach(operation -> all.add(operation.text()));
        if (hasAddress(Inet4Address.class)) {
            all.add("ipv4");
        }
        if (hasAddress(Inet6Address.class)) {
            all.add("ipv6");
        }
        if (options.spool().isPresent()) {
            all.add("schedules");
        }
        return all;
    }

    private static boolean hasAddress(Class<?> family) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(address -> family.isInstance(address)
                            && !address.isLoopbackAddress()
                            && !address.isLinkLocalAddress());
        } catch (SocketException e) {
            return false;
        }
    }
}
