// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import org.pathtracer.AddressFamily;
import org.pathtracer.FlowMethod;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.Linux;
import org.pathtracer.nativeposix.AnswerReader;
import org.pathtracer.nativeposix.Departures;
import org.pathtracer.nativeposix.EchoWriter;
import org.pathtracer.nativeposix.IcmpReader;
import org.pathtracer.nativeposix.Identity;
import org.pathtracer.nativeposix.OpenSockets;
import org.pathtracer.nativeposix.ProbeSockets;
import org.pathtracer.nativeposix.ReservedPort;
import org.pathtracer.nativeposix.SourceAddresses;
import org.pathtracer.nativeposix.SourcePorts;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;

/**
 * The ways with raw sockets: one for ICMP of each family, which also reads the errors that other probes cause, one for
 * TCP, and one for whole IPv4 packets. UDP leaves by UDP sockets, so that the kernel knows the ports as ours; so do
 * bound TCP sockets that are used for nothing else.
 */
final class RawSockets implements ProbeSockets {
    private final OpenSockets openSockets;
    private final Sockets sockets;
    private final SourceAddresses sources;
    private final Identity identity;
    private final SourcePorts<UdpPort> udpPorts;
    private final SourcePorts<ReservedPort> tcpPorts;
    private final Map<AddressFamily, PacketSocket> icmp = new EnumMap<>(AddressFamily.class);
    private final Map<AddressFamily, SynSocket> syn = new EnumMap<>(AddressFamily.class);
    private final Map<AddressFamily, PacketSocket> wholePackets = new EnumMap<>(AddressFamily.class);

    RawSockets(OpenSockets openSockets) {
        this.openSockets = openSockets;
        sockets = new Sockets(openSockets);
        sources = new SourceAddresses(sockets.calls);
        identity = Identity.random(openSockets.listener);
        udpPorts = new SourcePorts<>(openSockets.loop, Errno.NAMES, Sockets.PORT_BLOCKS, this::openUdp);
        tcpPorts = new SourcePorts<>(openSockets.loop, Errno.NAMES, Sockets.PORT_BLOCKS, sockets::reserved);
    }

    @Override
    public void add(Probe probe) {
        // Opened first, since it reads the errors that every probe may cause.
        PacketSocket echo = icmp.computeIfAbsent(probe.profile().family(), this::openIcmp);
        boolean whole = probe.profile().flowMethod() == FlowMethod.DUBLIN;
        switch (probe.profile().protocol()) {
            case ICMP -> {
                identity.inFlight().add(probe, null, whole ? sources.of(probe.profile()) : null);
                (whole ? wholePackets() : echo).add(probe);
            }
            case UDP -> addUdp(probe, whole);
            case TCP -> addTcp(probe, whole);
        }
    }

    private void addUdp(Probe probe, boolean whole) {
        InetAddress source = whole ? sources.of(probe.profile()) : null;
        UdpPort port = udpPorts.of(probe);
        identity.inFlight().add(probe, port, source);
        if (whole) {
            wholePackets().add(probe);
        } else {
            port.add(probe);
        }
    }

    private void addTcp(Probe probe, boolean whole) {
        ProbeProfile profile = probe.profile();
        int smallest = profile.protocol().smallestPacket(profile.family());
        if (profile.size() < smallest) {
            throw new SystemCallException(
                    "sendmmsg",
                    Errno.EINVAL,
                    Errno.name(Errno.EINVAL),
                    "a TCP packet over %s has at least %d bytes".formatted(profile.family(), smallest));
        }
        InetAddress source = sources.of(profile);
        SynSocket socket = syn.computeIfAbsent(profile.family(), this::openSyn);
        ReservedPort port = tcpPorts.of(probe);
        socket.listen(port.number);
        identity.inFlight().add(probe, port, source);
        if (whole) {
            wholePackets().add(probe);
        } else {
            socket.add(probe);
        }
    }

    @Override
    public void cancel(int id) {
        identity.inFlight().end(id);
    }

    private PacketSocket openIcmp(AddressFamily family) {
        return sockets.raw(
                family,
                Sockets.icmp(family),
                new EchoWriter(identity.identifier()),
                new IcmpReader(family, IcmpReader.Form.AS_ON_THE_WIRE, identity, sources::find, identity::ownSyn),
                identity.inFlight(),
                options -> options.keepOutRequests(identity.identifier()));
    }

    private SynSocket openSyn(AddressFamily family) {
        return new SynSocket(family, sockets, identity, departures(family));
    }

    private UdpPort openUdp(AddressFamily family, int number) {
        return sockets.udp(family, number, false, identity.secret(), identity.matcher(), departures(family));
    }

    private PacketSocket wholePackets() {
        return wholePackets.computeIfAbsent(
                AddressFamily.IPV4,
                family -> sockets.raw(
                        family,
                        Linux.IPPROTO_RAW,
                        new Ipv4Writer(
                                identity.inFlight(),
                                new EchoWriter(identity.identifier()),
                                identity.secret(),
                                identity.syn()),
                        AnswerReader.NOTHING,
                        departures(family),
                        options -> options));
    }

    /** The errors come by another socket, which must be read before its buffer is full. */
    private Departures departures(AddressFamily family) {
        return new Departures() {
            @Override
            public void left(Probe probe) {
                identity.inFlight().left(probe);
                PacketSocket errors = icmp.get(family);
                if (errors != null) {
                    openSockets.ready(errors);
                }
            }

            @Override
            public void failed(Probe probe) {
                identity.inFlight().failed(probe);
            }
        };
    }
}
