// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import org.pathtracer.AddressFamily;
import org.pathtracer.nativelinux.libc.PacketFilter;
import org.pathtracer.nativeposix.Departures;
import org.pathtracer.nativeposix.Identity;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.spi.Probe;

/**
 * A raw TCP socket. Its filter lets pass only answers to the ports between the lowest and the highest that was ever
 * ours, so that the host's other traffic is not copied.
 */
final class SynSocket {
    private final AddressFamily family;
    private final PacketFilter filter = new PacketFilter();
    private final PacketSocket socket;
    private int fd;
    private int lowest = Integer.MAX_VALUE;
    private int highest;

    SynSocket(AddressFamily family, Sockets sockets, Identity identity, Departures departures) {
        this.family = family;
        socket = sockets.raw(
                family,
                Posix.IPPROTO_TCP,
                identity.syn(),
                new RawTcpReader(family, identity.inFlight(), identity.listener()),
                departures,
                options -> {
                    fd = options.fd();
                    filter.acceptAnswers(fd, family, 0xffff, 0);
                    return options;
                });
    }

    /** Lets answers to a port pass. */
    void listen(int port) {
        if (port < lowest || port > highest) {
            lowest = Math.min(lowest, port);
            highest = Math.max(highest, port);
            filter.acceptAnswers(fd, family, lowest, highest);
        }
    }

    void add(Probe probe) {
        socket.add(probe);
    }
}
