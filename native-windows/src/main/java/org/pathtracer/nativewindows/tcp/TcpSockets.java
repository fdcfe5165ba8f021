// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.tcp;

import org.pathtracer.AddressFamily;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativeposix.Connections;
import org.pathtracer.nativeposix.InFlightProbes;
import org.pathtracer.nativeposix.OpenSockets;
import org.pathtracer.nativeposix.ProbeSockets;
import org.pathtracer.nativeposix.ReservedPort;
import org.pathtracer.nativeposix.SourcePorts;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.nativewindows.winsock.WinsockCalls;
import org.pathtracer.nativewindows.winsock.WinsockError;
import org.pathtracer.nativewindows.winsock.Ws2;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;

/** A connection for each TCP probe, from ports that are kept for them. */
final class TcpSockets implements ProbeSockets {
    /** Below what Windows gives to connections by itself (49152 and up). */
    private static final int[] PORT_BLOCKS = {40_000, 24_000, 20_000, 28_000, 16_000, 12_000};

    final WinsockCalls calls = new WinsockCalls();
    private final OpenSockets openSockets;
    private final InFlightProbes inFlight = new InFlightProbes();
    private final SourcePorts<ReservedPort> ports;
    private final Connections connections;

    TcpSockets(OpenSockets openSockets) {
        this.openSockets = openSockets;
        ports = new SourcePorts<>(openSockets.loop, WinsockError.NAMES, PORT_BLOCKS, this::reserve);
        connections = new Connections(
                inFlight,
                calls,
                (probe, port, all) -> new Connection(probe, port, all, this, openSockets),
                openSockets);
    }

    @Override
    public void add(Probe probe) {
        ReservedPort port = ports.of(probe);
        inFlight.add(probe, port);
        connections.add(probe, port);
    }

    @Override
    public void cancel(int id) {
        inFlight.numbered(id).ifPresent(found -> connections.cancel(found.probe, found.sourcePort()));
        inFlight.end(id);
    }

    private ReservedPort reserve(AddressFamily family, int number) {
        return calls.open(family, Posix.SOCK_STREAM, Posix.IPPROTO_TCP, fd -> {
            onlyOwnFamily(fd, family);
            calls.bind(fd, family, number);
            return new ReservedPort(family, number, fd, calls, openSockets);
        });
    }

    /**
     * A socket for a connection that is a probe.
     *
     * @throws SystemCallException if the system refuses it
     */
    int open(Probe probe, ReservedPort port) {
        ProbeProfile profile = probe.profile();
        AddressFamily family = profile.family();
        if (profile.trafficClass() != 0) {
            throw new SystemCallException(
                    "setsockopt(IP_TOS)",
                    WinsockError.WSAENOPROTOOPT,
                    WinsockError.NAMES.name(WinsockError.WSAENOPROTOOPT),
                    "Windows ignores the traffic class that a program chooses for a connection; leave it out");
        }
        return calls.open(family, Posix.SOCK_STREAM, Posix.IPPROTO_TCP, fd -> {
            onlyOwnFamily(fd, family);
            prepare(calls, fd);
            calls.set(fd, family, Ws2.IP_TTL, Ws2.IPV6_UNICAST_HOPS, probe.ttl());
            if (profile.dontFragment()) {
                calls.set(fd, family, Ws2.IP_DONTFRAGMENT, Ws2.IPV6_DONTFRAG, 1);
            }
            if (profile.interfaceIndex() != 0) {
                calls.bindToInterface(fd, family, profile.interfaceIndex());
            }
            // Closed at once and with a reset, whatever its state.
            calls.set(fd, Ws2.SOL_SOCKET, Ws2.SO_LINGER, Ws2.LINGER_FOR_NO_TIME);
            port.lend(fd, profile.source());
            return fd;
        });
    }

    /**
     * Sets what makes a connection a probe.
     *
     * @throws SystemCallException if the system can't
     */
    static void prepare(WinsockCalls calls, int fd) {
        calls.endOnIcmpError(fd);
        calls.sendOneSyn(fd);
    }

    private void onlyOwnFamily(int fd, AddressFamily family) {
        if (family == AddressFamily.IPV6) {
            calls.set(fd, Posix.IPPROTO_IPV6, Ws2.IPV6_V6ONLY, 1);
        }
    }
}
