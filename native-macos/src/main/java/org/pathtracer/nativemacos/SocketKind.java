// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;

/**
 * What packets must have in common to leave by one socket: all that is set on a socket, since macOS takes nothing of it
 * with a packet.
 *
 * @param sourcePort 0 for ICMP
 */
record SocketKind(
        Protocol protocol,
        AddressFamily family,
        int sourcePort,
        int ttl,
        int trafficClass,
        boolean dontFragment,
        int interfaceIndex,
        Optional<InetAddress> source) {
    static SocketKind of(Probe probe, int sourcePort) {
        ProbeProfile profile = probe.profile();
        return new SocketKind(
                profile.protocol(),
                profile.family(),
                sourcePort,
                probe.ttl(),
                profile.trafficClass(),
                profile.dontFragment(),
                profile.interfaceIndex(),
                profile.source());
    }
}
