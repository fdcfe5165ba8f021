// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativeposix.Connections;
import org.pathtracer.nativeposix.InFlightProbes;
import org.pathtracer.nativeposix.OpenSockets;
import org.pathtracer.nativeposix.ProbeSockets;
import org.pathtracer.nativeposix.ReservedPort;
import org.pathtracer.nativeposix.SourcePorts;
import org.pathtracer.nativeposix.UdpMatcher;
import org.pathtracer.spi.Probe;

/**
 * The ways without privileges: one ICMP socket for each family, one UDP socket for each source port, and one TCP socket
 * for each probe, all with the kernel's error queue.
 */
final class DatagramSockets implements ProbeSockets {
    private final InFlightProbes inFlight = new InFlightProbes();
    private final Map<AddressFamily, PacketSocket> pings = new EnumMap<>(AddressFamily.class);
    private final Sockets sockets;
    private final SourcePorts<UdpPort> udpPorts;
    private final SourcePorts<ReservedPort> tcpPorts;
    private final Connections connections;

    DatagramSockets(OpenSockets openSockets) {
        sockets = new Sockets(openSockets);
        int secret = new SecureRandom().nextInt(1 << 16);
        UdpMatcher matcher = new UdpMatcher(inFlight, openSockets.listener, secret);
        udpPorts = new SourcePorts<>(
                openSockets.loop,
                Errno.NAMES,
                Sockets.PORT_BLOCKS,
                (family, number) -> sockets.udp(family, number, true, secret, matcher, inFlight));
        tcpPorts = new SourcePorts<>(openSockets.loop, Errno.NAMES, Sockets.PORT_BLOCKS, sockets::reserved);
        connections = new Connections(
                inFlight,
                sockets.calls,
                (probe, port, all) -> new Connection(probe, port, all, sockets, openSockets),
                openSockets);
    }

    @Override
    public void add(Probe probe) {
        switch (probe.profile().protocol()) {
            case ICMP ->
                pings.computeIfAbsent(probe.profile().family(), sockets::ping).add(probe);
            case UDP -> {
                UdpPort port = udpPorts.of(probe);
                inFlight.add(probe, port);
                port.add(probe);
            }
            case TCP -> {
                ReservedPort port = tcpPorts.of(probe);
                inFlight.add(probe, port);
                connections.add(probe, port);
            }
        }
    }

    @Override
    public void cancel(int id) {
        inFlight.numbered(id)
                .filter(inFlightProbe -> inFlightProbe.probe.profile().protocol() == Protocol.TCP)
                .ifPresent(inFlightProbe -> connections.cancel(inFlightProbe.probe, inFlightProbe.sourcePort()));
        inFlight.end(id);
    }
}
