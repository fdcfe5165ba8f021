// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativeposix.Connections;
import org.pathtracer.nativeposix.Flights;
import org.pathtracer.nativeposix.Lanes;
import org.pathtracer.nativeposix.Pump;
import org.pathtracer.nativeposix.ReservedPort;
import org.pathtracer.nativeposix.SourcePorts;
import org.pathtracer.nativeposix.UdpMatcher;
import org.pathtracer.spi.Probe;

/**
 * The ways without privileges: one ICMP socket for each family, one UDP socket for each source port, and one TCP socket
 * for each probe, all with the kernel's error queue.
 */
final class DatagramLanes implements Lanes {
    private final Flights flights = new Flights();
    private final Map<AddressFamily, PacketSocket> pings = new EnumMap<>(AddressFamily.class);
    private final Sockets sockets;
    private final SourcePorts<UdpPort> udpPorts;
    private final SourcePorts<ReservedPort> tcpPorts;
    private final Connections connections;

    DatagramLanes(Pump pump) {
        sockets = new Sockets(pump);
        int secret = new SecureRandom().nextInt(1 << 16);
        UdpMatcher matcher = new UdpMatcher(flights, pump.listener, secret);
        udpPorts = new SourcePorts<>(
                pump.loop,
                Errno.NAMES,
                Sockets.PORT_BLOCKS,
                (family, number) -> sockets.udp(family, number, true, secret, matcher, flights));
        tcpPorts = new SourcePorts<>(pump.loop, Errno.NAMES, Sockets.PORT_BLOCKS, sockets::reserved);
        connections = new Connections(
                flights, sockets.calls, (probe, port, all) -> new Connection(probe, port, all, sockets, pump), pump);
    }

    @Override
    public void add(Probe probe) {
        switch (probe.profile().protocol()) {
            case ICMP ->
                pings.computeIfAbsent(probe.profile().family(), sockets::ping).add(probe);
            case UDP -> {
                UdpPort port = udpPorts.of(probe);
                flights.add(probe, port);
                port.add(probe);
            }
            case TCP -> {
                ReservedPort port = tcpPorts.of(probe);
                flights.add(probe, port);
                connections.add(probe, port);
            }
        }
    }

    @Override
    public void cancel(int id) {
        flights.numbered(id)
                .filter(flight -> flight.probe.profile().protocol() == Protocol.TCP)
                .ifPresent(flight -> connections.cancel(flight.probe, flight.sourcePort()));
        flights.end(id);
    }
}
