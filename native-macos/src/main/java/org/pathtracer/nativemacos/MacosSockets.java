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
import org.pathtracer.nativeposix.IcmpReader;
import org.pathtracer.nativeposix.Identity;
import org.pathtracer.nativeposix.InFlightProbes;
import org.pathtracer.nativeposix.OpenSockets;
import org.pathtracer.nativeposix.ProbeSockets;
import org.pathtracer.nativeposix.ReservedPort;
import org.pathtracer.nativeposix.SourceAddresses;
import org.pathtracer.nativeposix.SourcePorts;
import org.pathtracer.nativeposix.TcpQuotes;
import org.pathtracer.nativeposix.UdpAnswers;
import org.pathtracer.nativeposix.UdpWriter;
import org.pathtracer.probe.Matching;
import org.pathtracer.spi.Probe;

/**
 * The kinds of macOS: for each family one ICMP socket that is read, for echo replies and for the errors that all probes
 * cause; sockets that send, one for each TTL and whatever else is set on a socket; and a connection for each TCP probe.
 */
final class MacosSockets implements ProbeSockets {
    private final OpenSockets openSockets;
    private final Sockets sockets;
    private final SourceAddresses sources;
    private final Identity identity;
    private final SendSockets sendSockets = new SendSockets();
    private final SourcePorts<UdpPort> udpPorts;
    private final SourcePorts<ReservedPort> tcpPorts;
    private final Connections connections;
    private final Map<AddressFamily, ReceiveSocket> icmp = new EnumMap<>(AddressFamily.class);

    MacosSockets(OpenSockets openSockets) {
        this.openSockets = openSockets;
        sockets = new Sockets(openSockets);
        sources = new SourceAddresses(sockets.calls);
        identity = Identity.random(openSockets.listener);
        udpPorts = new SourcePorts<>(openSockets.loop, Errno.NAMES, Sockets.PORT_BLOCKS, this::openPort);
        tcpPorts = new SourcePorts<>(openSockets.loop, Errno.NAMES, Sockets.PORT_BLOCKS, sockets::tcp);
        connections = new Connections(
                identity.inFlight(),
                sockets.calls,
                (probe, port, all) -> new Connection(probe, port, all, sockets, openSockets),
                openSockets);
    }

    @Override
    public void add(Probe probe) {
        // Opened first, since it reads the errors that every probe may cause.
        ReceiveSocket errors = errors(probe);
        Departures departures = new AwaitingErrors(identity.inFlight(), errors, openSockets);
        switch (probe.profile().protocol()) {
            case ICMP -> {
                SendSocket sendSocket = sendSockets.of(
                        SocketKind.of(probe, 0),
                        kind -> sockets.icmp(kind, new EchoWriter(identity.identifier()), departures));
                identity.inFlight().add(probe, null);
                sendSocket.add(probe);
            }
            case UDP -> {
                UdpPort port = udpPorts.of(probe);
                SendSocket sendSocket =
                        sendSockets.of(SocketKind.of(probe, port.number), kind -> openUdp(kind, port, departures));
                identity.inFlight().add(probe, port);
                sendSocket.add(probe);
            }
            case TCP -> {
                ReservedPort port = tcpPorts.of(probe);
                identity.inFlight().add(probe, port);
                connections.add(probe, port);
            }
        }
    }

    @Override
    public void cancel(int id) {
        identity.inFlight()
                .numbered(id)
                .filter(inFlightProbe -> inFlightProbe.probe.profile().protocol() == Protocol.TCP)
                .ifPresent(inFlightProbe -> connections.cancel(inFlightProbe.probe, inFlightProbe.sourcePort()));
        identity.inFlight().end(id);
    }

    private ReceiveSocket errors(Probe probe) {
        return icmp.computeIfAbsent(probe.profile().family(), this::openIcmp);
    }

    private ReceiveSocket openIcmp(AddressFamily family) {
        return sockets.icmp(
                family,
                new IcmpReader(
                        family, IcmpReader.Form.REWRITTEN_BY_BSD, identity, sources::find, this::quotedConnection));
    }

    private UdpPort openPort(AddressFamily family, int number) {
        return sockets.udp(family, number, answers(number), sendSockets);
    }

    private SendSocket openUdp(SocketKind kind, UdpPort port, Departures departures) {
        UdpWriter writer = new UdpWriter(port.number, identity.secret());
        return sockets.udp(kind, port, writer, answers(port.number), departures);
    }

    private UdpAnswers answers(int port) {
        return new UdpAnswers(port, identity.matcher(), openSockets.listener);
    }

    /** Its number is the kernel's, so the addresses and ports must do: they are one connection's. */
    private Optional<TcpQuotes.Match> quotedConnection(InFlightProbes.Flow flow, TcpHeader tcp) {
        return connections
                .quoted(flow)
                .flatMap(probe -> identity.inFlight().numbered(probe.id()))
                .map(inFlightProbe -> new TcpQuotes.Match(inFlightProbe, Matching.ONLY_CANDIDATE, 0, 0));
    }

    /** The errors come by another socket, which must be read before its buffer is full. */
    private record AwaitingErrors(InFlightProbes inFlight, ReceiveSocket errors, OpenSockets openSockets)
            implements Departures {
        @Override
        public void left(Probe probe) {
            inFlight.left(probe);
            openSockets.ready(errors);
        }

        @Override
        public void failed(Probe probe) {
            inFlight.failed(probe);
        }
    }
}
