// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import java.util.Arrays;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativemacos.libc.Darwin;
import org.pathtracer.nativemacos.libc.DarwinCalls;
import org.pathtracer.nativemacos.libc.Errno;
import org.pathtracer.nativemacos.libc.Message;
import org.pathtracer.nativemacos.libc.SendBuffer;
import org.pathtracer.nativeposix.AnswerReader;
import org.pathtracer.nativeposix.Departures;
import org.pathtracer.nativeposix.OpenSockets;
import org.pathtracer.nativeposix.ReservedPort;
import org.pathtracer.nativeposix.libc.PacketWriter;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.spi.Probe;

/** Opens the sockets of a transport; throws if the system refuses, and then leaves none open. */
final class Sockets {
    /** Beyond what macOS gives to connections by itself there is no room for a block; these lie below. */
    static final int[] PORT_BLOCKS = {40_000, 24_000, 20_000, 28_000, 16_000, 12_000};

    /** What answers a probe over ICMPv6: errors and echo replies. */
    private static final int[] ANSWERS6 = {1, 2, 3, 4, 129};

    private static final int BUFFER_BYTES = 4 << 20;
    private static final int LEAST_BUFFER_BYTES = 64 << 10;

    final DarwinCalls calls = new DarwinCalls();
    private final Message message = new Message();
    private final SendBuffer buffer = new SendBuffer();
    private final OpenSockets openSockets;

    Sockets(OpenSockets openSockets) {
        this.openSockets = openSockets;
    }

    /** An ICMP socket that is read, and never sends nor connects: it would see less then. */
    ReceiveSocket icmp(AddressFamily family, AnswerReader reader) {
        return calls.open(family, Posix.SOCK_DGRAM, MacosProvider.icmp(family), fd -> {
            if (family == AddressFamily.IPV6) {
                passOnly(fd, ANSWERS6);
            }
            enlarge(fd, Darwin.SO_RCVBUF);
            tellTimeAndTtl(fd, family);
            return new ReceiveSocket(fd, message, reader, openSockets);
        });
    }

    /** An ICMP socket that sends only. It gets a copy of every message too, and the less room it has the better. */
    SendSocket icmp(SocketKind kind, PacketWriter writer, Departures departures) {
        return calls.open(kind.family(), Posix.SOCK_DGRAM, MacosProvider.icmp(kind.family()), fd -> {
            if (kind.family() == AddressFamily.IPV6) {
                passOnly(fd);
            }
            calls.set(fd, Darwin.SOL_SOCKET, Darwin.SO_RCVBUF, 1);
            enlarge(fd, Darwin.SO_SNDBUF);
            prepare(fd, kind);
            kind.source().ifPresent(source -> calls.bind(fd, source, 0));
            return new SendSocket(fd, () -> calls.close(fd), buffer, writer, departures, openSockets);
        });
    }

    /** A UDP port that is ours, with what is read there. */
    UdpPort udp(AddressFamily family, int number, AnswerReader reader, SendSockets sendSockets) {
        return calls.open(family, Posix.SOCK_DGRAM, Posix.IPPROTO_UDP, fd -> {
            onlyOwnFamily(fd, family);
            tellTimeAndTtl(fd, family);
            calls.bind(fd, family, number);
            return new UdpPort(family, number, new ReceiveSocket(fd, message, reader, openSockets), sendSockets);
        });
    }

    /** A further socket on a port; which of them gets an answer is for the kernel to choose, so all are read. */
    SendSocket udp(SocketKind kind, UdpPort port, PacketWriter writer, AnswerReader reader, Departures departures) {
        return calls.open(kind.family(), Posix.SOCK_DGRAM, Posix.IPPROTO_UDP, fd -> {
            onlyOwnFamily(fd, kind.family());
            tellTimeAndTtl(fd, kind.family());
            enlarge(fd, Darwin.SO_SNDBUF);
            prepare(fd, kind);
            calls.sharePort(fd, true);
            calls.lendPort(port.receiveSocket.fd(), fd, kind.family(), kind.source(), port.number);
            ReceiveSocket receiveSocket = new ReceiveSocket(fd, message, reader, openSockets);
            return new SendSocket(fd, receiveSocket::close, buffer, writer, departures, openSockets);
        });
    }

    /** A TCP port that is ours. */
    ReservedPort tcp(AddressFamily family, int number) {
        return calls.open(family, Posix.SOCK_STREAM, Posix.IPPROTO_TCP, fd -> {
            onlyOwnFamily(fd, family);
            calls.bind(fd, family, number);
            return new ReservedPort(family, number, fd, calls, openSockets);
        });
    }

    /** A socket for a connection that is a probe. */
    int tcp(Probe probe, ReservedPort port) {
        SocketKind kind = SocketKind.of(probe, port.number);
        return calls.open(kind.family(), Posix.SOCK_STREAM, Posix.IPPROTO_TCP, fd -> {
            onlyOwnFamily(fd, kind.family());
            prepare(fd, kind);
            calls.set(fd, Darwin.SOL_SOCKET, Darwin.SO_NOSIGPIPE, 1);
            // Closed at once and with a reset, whatever its state.
            calls.set(fd, Darwin.SOL_SOCKET, Darwin.SO_LINGER, new int[] {1, 0});
            calls.sharePort(fd, true);
            port.lend(fd, kind.source());
            return fd;
        });
    }

    private void prepare(int fd, SocketKind kind) {
        AddressFamily family = kind.family();
        calls.set(fd, family, Darwin.IP_TTL, Darwin.IPV6_UNICAST_HOPS, kind.ttl());
        calls.set(fd, family, Darwin.IP_TOS, Darwin.IPV6_TCLASS, kind.trafficClass());
        if (kind.dontFragment()) {
            forbidFragmentation(fd, kind);
        }
        if (kind.interfaceIndex() != 0) {
            calls.bindToInterface(fd, family, kind.interfaceIndex());
        }
    }

    private void forbidFragmentation(int fd, SocketKind kind) {
        try {
            calls.set(fd, kind.family(), Darwin.IP_DONTFRAG, Darwin.IPV6_DONTFRAG, 1);
        } catch (SystemCallException e) {
            throw kind.protocol() == Protocol.ICMP && e.errno() == Errno.EPERM
                    ? new SystemCallException(
                            e.operation(), e.errno(), e.errorName(), "macOS refuses it over ICMPv6; send UDP probes")
                    : e;
        }
    }

    private void tellTimeAndTtl(int fd, AddressFamily family) {
        calls.set(fd, Darwin.SOL_SOCKET, Darwin.SO_TIMESTAMP_MONOTONIC, 1);
        calls.set(fd, family, Darwin.IP_RECVTTL, Darwin.IPV6_RECVHOPLIMIT, 1);
    }

    private void onlyOwnFamily(int fd, AddressFamily family) {
        if (family == AddressFamily.IPV6) {
            calls.set(fd, Posix.IPPROTO_IPV6, Darwin.IPV6_V6ONLY, 1);
        }
    }

    private void passOnly(int fd, int... types) {
        int[] passing = new int[8];
        Arrays.stream(types).forEach(type -> passing[type / Integer.SIZE] |= 1 << type % Integer.SIZE);
        calls.set(fd, Posix.IPPROTO_ICMPV6, Darwin.ICMP6_FILTER, passing);
    }

    /** Room for bursts; what the system allows, which refuses more than that. */
    private void enlarge(int fd, int option) {
        int bytes = BUFFER_BYTES;
        while (calls.trySet(fd, Darwin.SOL_SOCKET, option, bytes) != 0 && bytes > LEAST_BUFFER_BYTES) {
            bytes /= 2;
        }
    }
}
