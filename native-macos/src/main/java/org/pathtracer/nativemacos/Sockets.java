// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import java.util.Arrays;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativemacos.libc.Darwin;
import org.pathtracer.nativemacos.libc.DarwinCalls;
import org.pathtracer.nativemacos.libc.Envelope;
import org.pathtracer.nativemacos.libc.Errno;
import org.pathtracer.nativemacos.libc.Message;
import org.pathtracer.nativeposix.AnswerReader;
import org.pathtracer.nativeposix.Departures;
import org.pathtracer.nativeposix.Pump;
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
    private final Envelope envelope = new Envelope();
    private final Pump pump;

    Sockets(Pump pump) {
        this.pump = pump;
    }

    /** An ICMP socket that is read, and never sends nor connects: it would see less then. */
    Inbox icmp(AddressFamily family, AnswerReader reader) {
        return calls.open(family, Posix.SOCK_DGRAM, MacosProvider.icmp(family), fd -> {
            if (family == AddressFamily.IPV6) {
                passOnly(fd, ANSWERS6);
            }
            enlarge(fd, Darwin.SO_RCVBUF);
            tellTimeAndTtl(fd, family);
            return new Inbox(fd, message, reader, pump);
        });
    }

    /** An ICMP socket that sends only. It gets a copy of every message too, and the less room it has the better. */
    Outlet icmp(Way way, PacketWriter writer, Departures departures) {
        return calls.open(way.family(), Posix.SOCK_DGRAM, MacosProvider.icmp(way.family()), fd -> {
            if (way.family() == AddressFamily.IPV6) {
                passOnly(fd);
            }
            calls.set(fd, Darwin.SOL_SOCKET, Darwin.SO_RCVBUF, 1);
            enlarge(fd, Darwin.SO_SNDBUF);
            prepare(fd, way);
            way.source().ifPresent(source -> calls.bind(fd, source, 0));
            return new Outlet(fd, () -> calls.close(fd), envelope, writer, departures, pump);
        });
    }

    /** A UDP port that is ours, with what is read there. */
    UdpPort udp(AddressFamily family, int number, AnswerReader reader, Outlets outlets) {
        return calls.open(family, Posix.SOCK_DGRAM, Posix.IPPROTO_UDP, fd -> {
            onlyOwnFamily(fd, family);
            tellTimeAndTtl(fd, family);
            calls.bind(fd, family, number);
            return new UdpPort(family, number, new Inbox(fd, message, reader, pump), outlets);
        });
    }

    /** A further socket on a port; which of them gets an answer is for the kernel to choose, so all are read. */
    Outlet udp(Way way, UdpPort port, PacketWriter writer, AnswerReader reader, Departures departures) {
        return calls.open(way.family(), Posix.SOCK_DGRAM, Posix.IPPROTO_UDP, fd -> {
            onlyOwnFamily(fd, way.family());
            tellTimeAndTtl(fd, way.family());
            enlarge(fd, Darwin.SO_SNDBUF);
            prepare(fd, way);
            calls.sharePort(fd, true);
            calls.lendPort(port.inbox.fd(), fd, way.family(), way.source(), port.number);
            Inbox inbox = new Inbox(fd, message, reader, pump);
            return new Outlet(fd, inbox::close, envelope, writer, departures, pump);
        });
    }

    /** A TCP port that is ours. */
    ReservedPort tcp(AddressFamily family, int number) {
        return calls.open(family, Posix.SOCK_STREAM, Posix.IPPROTO_TCP, fd -> {
            onlyOwnFamily(fd, family);
            calls.bind(fd, family, number);
            return new ReservedPort(family, number, fd, calls, pump);
        });
    }

    /** A socket for a connection that is a probe. */
    int tcp(Probe probe, ReservedPort port) {
        Way way = Way.of(probe, port.number);
        return calls.open(way.family(), Posix.SOCK_STREAM, Posix.IPPROTO_TCP, fd -> {
            onlyOwnFamily(fd, way.family());
            prepare(fd, way);
            calls.set(fd, Darwin.SOL_SOCKET, Darwin.SO_NOSIGPIPE, 1);
            // Closed at once and with a reset, whatever its state.
            calls.set(fd, Darwin.SOL_SOCKET, Darwin.SO_LINGER, new int[] {1, 0});
            calls.sharePort(fd, true);
            port.lend(fd, way.source());
            return fd;
        });
    }

    private void prepare(int fd, Way way) {
        AddressFamily family = way.family();
        calls.set(fd, family, Darwin.IP_TTL, Darwin.IPV6_UNICAST_HOPS, way.ttl());
        calls.set(fd, family, Darwin.IP_TOS, Darwin.IPV6_TCLASS, way.trafficClass());
        if (way.dontFragment()) {
            forbidFragmentation(fd, way);
        }
        if (way.interfaceIndex() != 0) {
            calls.bindToInterface(fd, family, way.interfaceIndex());
        }
    }

    private void forbidFragmentation(int fd, Way way) {
        try {
            calls.set(fd, way.family(), Darwin.IP_DONTFRAG, Darwin.IPV6_DONTFRAG, 1);
        } catch (SystemCallException e) {
            throw way.protocol() == Protocol.ICMP && e.errno() == Errno.EPERM
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
