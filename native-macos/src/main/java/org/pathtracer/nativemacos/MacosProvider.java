// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.AddressFamily;
import org.pathtracer.Limit;
import org.pathtracer.Protocol;
import org.pathtracer.TransportLimit;
import org.pathtracer.nativemacos.libc.DarwinCalls;
import org.pathtracer.nativemacos.libc.DarwinSystem;
import org.pathtracer.nativemacos.libc.Errno;
import org.pathtracer.nativemacos.loop.PollLoops;
import org.pathtracer.nativeposix.SocketTransport;
import org.pathtracer.nativeposix.libc.KernelClock;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;

/** Probes without privileges on macOS: datagram ICMP sockets are open to every user, and show all ICMP errors. */
public final class MacosProvider implements ProbeTransportProvider {
    private static final int PREFERENCE = 10;
    private static final Limit<TransportLimit> NO_LENGTH = new Limit<>(
            TransportLimit.QUOTED_PACKET, "The packet length that a router quotes is not shown: macOS changes it.");
    private static final Limit<TransportLimit> NO_SEND_TIME =
            new Limit<>(TransportLimit.TIMESTAMPS, "Send times are this process's own; the kernel tells none.");
    private static final Limit<TransportLimit> UNCOUNTED = new Limit<>(
            TransportLimit.UNCOUNTED_LOSS,
            "Packets that this host loses itself, since a socket's buffer is full, are"
                    + " not counted: macOS does not tell, and they look like loss in the network.");
    private static final Limit<TransportLimit> NO_DONT_FRAGMENT = new Limit<>(
            TransportLimit.PROBE_HEADER,
            "A probe over ICMPv6 that must not be fragmented fails: macOS refuses the option; over UDP it can.");
    private static final Limit<TransportLimit> SHORT_QUOTES = new Limit<>(
            TransportLimit.MATCHING,
            "Of routers that quote only 8 bytes of a probe, an answer is used"
                    + " only if the checksum tells the probe, or while one probe of its flow is in flight.");
    private static final Limit<TransportLimit> ONE_CONNECTION = new Limit<>(
            TransportLimit.FLOW,
            "One probe of a flow is in flight at a time, and errors are matched by its addresses and ports.");
    private static final Limit<TransportLimit> REPEATED_SYN = new Limit<>(
            TransportLimit.TIMEOUT,
            "An answer is awaited for 0.9 seconds at most, whatever the timeout: after a"
                    + " second macOS repeats the packet, and answers can't be told apart.");

    /** For the service loader. */
    public MacosProvider() {}

    /** As on Linux, where nothing is needed either. */
    @Override
    public String name() {
        return "dgram";
    }

    @Override
    public int preference() {
        return PREFERENCE;
    }

    @Override
    public boolean ofThisSystem() {
        return DarwinSystem.here();
    }

    @Override
    public boolean severalLoops() {
        return true;
    }

    @Override
    public Support supports(ProbeNeed need) {
        if (!DarwinSystem.available()) {
            return DarwinSystem.failure().support();
        } else if (need.features().contains(ProbeNeed.Feature.FLOW_LABEL)) {
            return new Support.Unsupported("it can't choose a flow label: macOS makes it");
        } else if (need.features().contains(ProbeNeed.Feature.IDENTIFICATION)) {
            return new Support.Unsupported("it can't set the IPv4 identification: the kernel writes the IP header");
        } else if (need.features().contains(ProbeNeed.Feature.MARK)) {
            return new Support.Unsupported("macOS has no marks of packets");
        } else if (need.protocol() == Protocol.TCP && need.features().contains(ProbeNeed.Feature.SIZE)) {
            return new Support.Unsupported("it can't choose the size of a TCP packet: the kernel makes it");
        }
        int errno = tryOpen(need.family());
        return errno == 0
                ? new Support.Available(
                        how(need.protocol()) + ", polled with " + PollLoops.description(),
                        limits(need),
                        need.protocol() == Protocol.TCP)
                : new Support.Unsupported(Errno.NAMES.exception("socket", errno).getMessage());
    }

    /** All kinds of probes need the ICMP socket. That there are no descriptors at this moment says nothing. */
    private static int tryOpen(AddressFamily family) {
        DarwinCalls calls = new DarwinCalls();
        int fd = calls.tryOpen(family, Posix.SOCK_DGRAM, icmp(family));
        if (fd >= 0) {
            calls.close(fd);
        }
        return fd >= 0 || -fd == Errno.EMFILE || -fd == Errno.ENFILE ? 0 : -fd;
    }

    /** The protocol number of a family's ICMP. */
    static int icmp(AddressFamily family) {
        return family == AddressFamily.IPV6 ? Posix.IPPROTO_ICMPV6 : Posix.IPPROTO_ICMP;
    }

    private static String how(Protocol protocol) {
        return switch (protocol) {
            case ICMP -> "unprivileged ICMP sockets";
            case UDP -> "UDP sockets, with an unprivileged ICMP socket for the errors";
            case TCP -> "TCP connections, with an unprivileged ICMP socket for the errors";
        };
    }

    private static List<Limit<TransportLimit>> limits(ProbeNeed need) {
        List<Limit<TransportLimit>> limits = new ArrayList<>(List.of(NO_SEND_TIME, UNCOUNTED));
        if (need.family() == AddressFamily.IPV4) {
            limits.add(NO_LENGTH);
        }
        switch (need.protocol()) {
            case ICMP -> limits.addAll(need.family() == AddressFamily.IPV6 ? List.of(NO_DONT_FRAGMENT) : List.of());
            case UDP -> limits.add(SHORT_QUOTES);
            case TCP -> limits.addAll(List.of(ONE_CONNECTION, REPEATED_SYN));
        }
        return limits;
    }

    @Override
    public ProbeTransport open(TransportListener listener) {
        if (!DarwinSystem.available()) {
            throw DarwinSystem.failure().exception();
        }
        return new SocketTransport(
                PollLoops.open("pathtracer-" + name()),
                listener,
                new KernelClock(DarwinSystem.machTime()),
                MacosSockets::new);
    }
}
