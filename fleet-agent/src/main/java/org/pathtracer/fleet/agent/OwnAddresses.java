// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.fleet.protocol.Bounds;

/** Where other vantage points reach an agent. */
final class OwnAddresses {
    private OwnAddresses() {}

    /**
     * Returns those that were set, or else the public ones of this host. A private one would be another host elsewhere.
     */
    static List<String> of(AgentOptions options) {
        if (!options.addresses().isEmpty() || options.transport().isPresent()) {
            return options.addresses();
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(OwnAddresses::isPublic)
                    .map(CanonicalAddress::of)
                    .limit(Bounds.ADDRESSES)
                    .toList();
        } catch (SocketException e) {
            return List.of(); // others don't measure it, but it measures
        }
    }

    private static boolean isPublic(InetAddress address) {
        return SpecialAddresses.kind(address).isEmpty();
    }
}
