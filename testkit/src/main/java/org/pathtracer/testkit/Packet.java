// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.net.InetAddress;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;

/**
 * The header fields of a packet that a network looks at or changes.
 *
 * @param ports the first four bytes behind the IP header, as {@link Balancing.Field#PORTS} hashes them; for ICMP with
 *     the checksum in the lower half
 * @param checksum of the ICMP, UDP or TCP header
 */
record Packet(
        Protocol protocol,
        InetAddress source,
        InetAddress destination,
        int ttl,
        int trafficClass,
        int size,
        boolean dontFragment,
        int ports,
        int checksum,
        int flowLabel) {
    AddressFamily family() {
        return AddressFamily.of(destination);
    }

    /** As it leaves a router. */
    Packet forwarded(int newTtl, int newTrafficClass, int newChecksum) {
        if (newTtl == ttl && newTrafficClass == trafficClass && newChecksum == checksum) {
            return this;
        }
        return new Packet(
                protocol,
                source,
                destination,
                newTtl,
                newTrafficClass,
                size,
                dontFragment,
                ports,
                newChecksum,
                flowLabel);
    }
}
