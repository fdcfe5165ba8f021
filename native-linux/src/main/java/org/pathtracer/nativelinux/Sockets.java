// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.function.Function;
import org.pathtracer.AddressFamily;
import org.pathtracer.nativelinux.libc.LinuxCalls;
import org.pathtracer.nativeposix.AnswerReader;
import org.pathtracer.nativeposix.Departures;
import org.pathtracer.nativeposix.EchoWriter;
import org.pathtracer.nativeposix.OpenSockets;
import org.pathtracer.nativeposix.ReservedPort;
import org.pathtracer.nativeposix.UdpAnswers;
import org.pathtracer.nativeposix.UdpMatcher;
import org.pathtracer.nativeposix.UdpWriter;
import org.pathtracer.nativeposix.libc.PacketWriter;
import org.pathtracer.nativeposix.libc.Posix;

/** Opens the sockets of a transport; throws if the system refuses, and then leaves none open. */
final class Sockets {
    /** The first one lies beyond the ports that Linux gives to connections by itself. */
    static final int[] PORT_BLOCKS = {61_000, 24_000, 20_000, 28_000, 16_000, 12_000};

    /** Packets of a socket for all probes whose send times are awaited at once. */
    private static final int MANY = 1 << 16;

    /** Packets of a socket for one source port. */
    private static final int SOME = 1 << 10;

    final LinuxCalls calls = new LinuxCalls();
    final Batches batches = new Batches();
    private final OpenSockets openSockets;

    Sockets(OpenSockets openSockets) {
        this.openSockets = openSockets;
    }

    /** The protocol number of a family's ICMP. */
    static int icmp(AddressFamily family) {
        return family == AddressFamily.IPV6 ? Posix.IPPROTO_ICMPV6 : Posix.IPPROTO_ICMP;
    }

    /** An ICMP socket without privileges. */
    PacketSocket ping(AddressFamily family) {
        return opened(family, Posix.SOCK_DGRAM, icmp(family), options -> {
            options.forPackets().receiveErrors();
            calls.bind(options.fd(), family, 0);
            PingReader reader = new PingReader(family, openSockets.listener);
            return new PacketSocket(
                    options,
                    new EchoWriter(calls.localPort(options.fd())),
                    reader,
                    reader,
                    Departures.IGNORED,
                    MANY,
                    batches,
                    openSockets);
        });
    }

    /** A UDP socket with its port, that asks for errors or leaves them to a raw ICMP socket. */
    UdpPort udp(
            AddressFamily family, int number, boolean errors, int secret, UdpMatcher matcher, Departures departures) {
        PacketSocket socket = opened(family, Posix.SOCK_DGRAM, Posix.IPPROTO_UDP, options -> {
            options.forPackets().onlyOwnFamily();
            if (errors) {
                options.receiveErrors();
            }
            calls.bind(options.fd(), family, number);
            return new PacketSocket(
                    options,
                    new UdpWriter(number, secret),
                    new UdpAnswers(number, matcher, openSockets.listener),
                    errors ? new UdpErrors(family, number, matcher, openSockets.listener) : ErrorReader.NOTHING,
                    departures,
                    SOME,
                    batches,
                    openSockets);
        });
        return new UdpPort(family, number, socket);
    }

    /** A raw socket, that {@code prepare} has the last word on. */
    PacketSocket raw(
            AddressFamily family,
            int protocol,
            PacketWriter writer,
            AnswerReader reader,
            Departures departures,
            Function<SocketOptions, SocketOptions> prepare) {
        return opened(
                family,
                Posix.SOCK_RAW,
                protocol,
                options -> new PacketSocket(
                        prepare.apply(options.forPackets()),
                        writer,
                        reader,
                        ErrorReader.NOTHING,
                        departures,
                        MANY,
                        batches,
                        openSockets));
    }

    /**
     * A TCP port that is ours. Its socket asks for receive times although nothing arrives there: the kernel takes them
     * as long as one does, and connections are too short-lived to begin with it.
     */
    ReservedPort reserved(AddressFamily family, int number) {
        return opened(family, Posix.SOCK_STREAM, Posix.IPPROTO_TCP, options -> {
            options.onlyOwnFamily().receiveTimes();
            calls.bind(options.fd(), family, number);
            return new ReservedPort(family, number, options.fd(), calls, openSockets);
        });
    }

    /** Opens a socket and completes it; closes it if that fails. */
    <T> T opened(AddressFamily family, int type, int protocol, Function<SocketOptions, T> complete) {
        return calls.open(family, type, protocol, fd -> complete.apply(new SocketOptions(calls, fd, family)));
    }
}
