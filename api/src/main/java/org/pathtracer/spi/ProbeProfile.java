// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;

/**
 * What all probes of an operation to one destination share. Values were checked.
 *
 * @param protocol what they are made of
 * @param destination where to
 * @param size length of the IP packet in bytes, headers included
 * @param trafficClass TOS or traffic class byte (0 to 255)
 * @param dontFragment whether fragmentation is forbidden
 * @param interfaceIndex index of the interface to send from; 0 for what the routing table says
 * @param source local address to send from; empty for what the routing table says
 */
public record ProbeProfile(
        Protocol protocol,
        InetAddress destination,
        int size,
        int trafficClass,
        boolean dontFragment,
        int interfaceIndex,
        Optional<InetAddress> source) {
    /** The destination's family. */
    public AddressFamily family() {
        return AddressFamily.of(destination);
    }
}
