// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.core.packet.TcpHeader;
import org.pathtracer.nativemacos.libc.Errno;
import org.pathtracer.nativeposix.Connections;
import org.pathtracer.nativeposix.Departures;
import org.pathtracer.nativeposix.EchoWriter;
import org.pathtracer.nativeposix.Flights;
import org.pathtracer.nativeposix.IcmpReader;
import org.pathtracer.nativeposix.Identity;
import org.pathtracer.nativeposix.Lanes;
import org.pathtracer.nativeposix.Pump;
import org.pathtracer.nativeposix.ReservedPort;
import org.pathtracer.nativeposix.SourceAddresses;
import org.pathtracer.nativeposix.SourcePorts;
import org.pathtracer.nativeposix.TcpQuotes;
import org.pathtracer.nativeposix.UdpAnswers;
import org.pathtracer.nativeposix.UdpWriter;
import org.pathtracer.probe.Matching;
import org.pathtracer.spi.Probe;

/**
 * The ways of macOS: for each family one ICMP socket that is read, for echo replies and for the errors that all probes
 * cause; sockets that send, one for each TTL and whatever else is set on a socket; and a connection for each TCP probe.
 */
final class MacosLanes implements Lanes {
    private final Pump pump;
    private final Sockets sockets;
    private final SourceAddresses sources;
    private final Identity identity;
    private final Outlets outlets = new Outlets();
    private final SourcePorts<UdpPort> udpPorts;
    private final SourcePorts<ReservedPort> tcpPorts;
    private final Connections connections;
    private final Map<AddressFamily, Inbox> icmp = new EnumMap<>(AddressFamily.class);

    MacosLanes(Pump pump) {
        this.pump = pump;
        sockets = new Sockets(pump);
        sources = new SourceAddresses(sockets.calls);
        identity = Identity.random(pump.listener);
        udpPorts = new SourcePorts<>(pump.loop, Errno.NAMES, Sockets.PORT_BLOCKS, this::openPort);
        tcpPorts = new SourcePorts<>(pump.loop, Errno.NAMES, Sockets.PORT_BLOCKS, sockets::tcp);
        connections = new Connections(
                identity.flights(),
                sockets.calls,
                (probe, port, all) -> new Connection(probe, port, all, sockets, pump),
                pump);
    }

    @Override
    public void add(Probe probe) {
        // Opened first, since it reads the errors that every probe may cause.
        Inbox errors = errors(probe);
        Departures departures = new AwaitingErrors(identity.flights(), errors, pump);
        switch (probe.profile().protocol()) {
            case ICMP -> {
                Outlet outlet = outlets.of(
                        Way.of(probe, 0), way -> sockets.icmp(way, new EchoWriter(identity.identifier()), departures));
                identity.flights().add(probe, null);
                outlet.add(probe);
            }
            case UDP -> {
                UdpPort port = udpPorts.of(probe);
                Outlet outlet = outlets.of(Way.of(probe, port.number), way -> openUdp(way, port, departures));
                identity.flights().add(probe, port);
                outlet.add(probe);
            }
            case TCP -> {
                ReservedPort port = tcpPorts.of(probe);
                identity.flights().add(probe, port);
                connections.add(probe, port);
            }
        }
    }

    @Override
    public void cancel(int id) {
        identity.flights()
                .numbered(id)
                .filter(flight -> flight.probe.profile().protocol() == Protocol.TCP)
                .ifPresent(flight -> connections.cancel(flight.probe, flight.sourcePort()));
        identity.flights().end(id);
    }

    private Inbox errors(Probe probe) {
        return icmp.computeIfAbsent(probe.profile().family(), this::openIcmp);
    }

    private Inbox openIcmp(AddressFamily family) {
        return sockets.icmp(
                family,
                new IcmpReader(
                        family, IcmpReader.Form.REWRITTEN_BY_BSD, identity, sources::find, this::quotedConnection));
    }

    private UdpPort openPort(AddressFamily family, int number) {
        return sockets.udp(family, number, answers(number), outlets);
    }

    private Outlet openUdp(Way way, UdpPort port, Departures departures) {
        UdpWriter writer = new UdpWriter(port.number, identity.secret());
        return sockets.udp(way, port, writer, answers(port.number), departures);
    }

    private UdpAnswers answers(int port) {
        return new UdpAnswers(port, identity.matcher(), pump.listener);
    }

    /** Its number is the kernel's, so the addresses and ports must do: they are one connection's. */
    private Optional<TcpQuotes.Match> quotedConnection(Flights.Flow flow, TcpHeader tcp) {
        return connections
                .quoted(flow)
                .flatMap(probe -> identity.flights().numbered(probe.id()))
                .map(flight -> new TcpQuotes.Match(flight, Matching.ONLY_CANDIDATE, 0, 0));
    }

    /** The errors come by another socket, which must be read before its buffer is full. */
    private record AwaitingErrors(Flights flights, Inbox errors, Pump pump) implements Departures {
        @Override
        public void left(Probe probe) {
            flights.left(probe);
            pump.ready(errors);
        }

        @Override
        public void failed(Probe probe) {
            flights.failed(probe);
        }
    }
}
