// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.AddressFamily;
import org.pathtracer.Limit;
import org.pathtracer.TransportLimit;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.Support;

/**
 * Probes without privileges: UDP and TCP always, ICMP where {@code net.ipv4.ping_group_range} allows it (for IPv6 too).
 */
public final class DatagramProvider extends LinuxProvider {
    private static final int PREFERENCE = 10;
    private static final Limit<TransportLimit> NO_QUOTE = new Limit<>(
            TransportLimit.QUOTED_PACKET,
            "The IP header that a router quotes is not shown,"
                    + " so changes to TTL, DSCP and addresses on the way are not seen.");
    private static final Limit<TransportLimit> NO_EPERM = new Limit<>(
            TransportLimit.SEND_FAILURES,
            "A probe that this host's own firewall drops shows as a timeout; the kernel does not tell.");
    private static final Limit<TransportLimit> SHORT_QUOTES = new Limit<>(
            TransportLimit.MATCHING,
            "Of routers that quote only 8 bytes of a probe, an answer is used"
                    + " only while one probe of its flow is in flight.");
    private static final List<Limit<TransportLimit>> TCP_LIMITS = List.of(
            NO_QUOTE,
            NO_EPERM,
            new Limit<>(TransportLimit.FLOW, "One probe of a flow is in flight at a time."),
            new Limit<>(
                    TransportLimit.ANSWER,
                    "The TTL with which a TCP answer arrives is not shown, and the ECN bits of a probe are the kernel's."),
            new Limit<>(
                    TransportLimit.TIMEOUT,
                    "An answer is awaited for 0.9 seconds at most, whatever the timeout: after a second the kernel repeats the"
                            + " packet, and answers can't be told apart."),
            new Limit<>(TransportLimit.TIMESTAMPS, "The time of a reset is this process's own."));

    /** For the service loader. */
    public DatagramProvider() {
        super(DatagramSockets::new);
    }

    @Override
    public String name() {
        return "dgram";
    }

    @Override
    public int preference() {
        return PREFERENCE;
    }

    @Override
    Support supportsHere(ProbeNeed need) {
        if (need.features().contains(ProbeNeed.Feature.IDENTIFICATION)) {
            return new Support.Unsupported("it can't set the IPv4 identification: the kernel writes the IP header");
        }
        return switch (need.protocol()) {
            case ICMP -> icmp(need.family());
            case UDP -> udp(need.family());
            case TCP -> tcp(need);
        };
    }

    private static Support icmp(AddressFamily family) {
        SocketTrial trial = SocketTrial.of(family, Posix.SOCK_DGRAM, Sockets.icmp(family));
        return switch (trial.errno()) {
            case 0 -> available("ICMP", trial, limits(family));
            case Errno.EACCES, Errno.EPERM ->
                new Support.Refused(
                        "this process's groups are outside net.ipv4.ping_group_range",
                        List.of("sudo sysctl -w net.ipv4.ping_group_range=\"0 2147483647\""));
            default -> unsupported(trial.errno());
        };
    }

    private static Support udp(AddressFamily family) {
        SocketTrial trial = SocketTrial.of(family, Posix.SOCK_DGRAM, Posix.IPPROTO_UDP);
        return trial.errno() == 0
                ? available("UDP", trial, List.of(NO_QUOTE, SHORT_QUOTES))
                : unsupported(trial.errno());
    }

    private static Support tcp(ProbeNeed need) {
        if (need.features().contains(ProbeNeed.Feature.SIZE)) {
            return new Support.Unsupported("it can't choose the size of a TCP packet: the kernel makes it");
        }
        int errno = SocketTrial.of(need.family(), Posix.SOCK_STREAM, Posix.IPPROTO_TCP)
                .errno();
        return errno == 0
                ? new Support.Available(
                        "unprivileged TCP connections with the kernel's error queue" + polled(), TCP_LIMITS, true)
                : unsupported(errno);
    }

    private static Support available(String what, SocketTrial trial, List<Limit<TransportLimit>> limits) {
        return new Support.Available(
                "unprivileged " + what + " sockets with the kernel's error queue" + polled() + trial.counted(), limits);
    }

    private static Support unsupported(int errno) {
        return new Support.Unsupported(Errno.exception("socket", errno).getMessage());
    }

    private static List<Limit<TransportLimit>> limits(AddressFamily family) {
        List<Limit<TransportLimit>> limits = new ArrayList<>(List.of(NO_QUOTE));
        if (family == AddressFamily.IPV6) {
            limits.add(NO_EPERM);
        }
        return limits;
    }
}
