// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.tcp;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.pathtracer.AddressFamily;
import org.pathtracer.Limit;
import org.pathtracer.NotSupportedException;
import org.pathtracer.SystemCallException;
import org.pathtracer.TransportLimit;
import org.pathtracer.nativeposix.SocketTransport;
import org.pathtracer.nativeposix.libc.KernelClock;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.nativewindows.WindowsProvider;
import org.pathtracer.nativewindows.winsock.WinsockCalls;
import org.pathtracer.nativewindows.winsock.WinsockError;
import org.pathtracer.nativewindows.winsock.WinsockSystem;
import org.pathtracer.nativewindows.winsock.Ws2;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;

/** TCP probes without an administrator, on Windows 10 2004, Windows Server 2022 and newer. */
public final class TcpProvider implements ProbeTransportProvider {
    private static final int PREFERENCE = 10;
    private static final List<Limit<TransportLimit>> LIMITS = List.of(
            new Limit<>(TransportLimit.FLOW, "One probe of a flow is in flight at a time."),
            new Limit<>(
                    TransportLimit.QUOTED_PACKET,
                    "Nothing of the packet that a router quotes is shown, nor its extensions (MPLS labels, interfaces)."),
            new Limit<>(
                    TransportLimit.ANSWER,
                    "The TTL with which an answer arrives is not shown, nor the MTU of the next link; and Windows may pass over"
                            + " an ICMP error, so that a router that answers seems silent."),
            new Limit<>(
                    TransportLimit.TIMEOUT,
                    "An answer is awaited until Windows gives up its first packet, after one to three seconds, whatever the"
                            + " timeout."),
            new Limit<>(TransportLimit.TIMESTAMPS, "Times are this process's own."),
            new Limit<>(
                    TransportLimit.PROBE_HEADER,
                    "A probe with a traffic class fails: Windows ignores the one that a program chooses for a connection."),
            new Limit<>(
                    TransportLimit.SEND_FAILURES,
                    "A probe that this host's own routing or firewall drops may show as a timeout; Windows does not tell."));

    private final IntSupplier build;

    /** For the service loader. */
    public TcpProvider() {
        this(WinsockSystem::build);
    }

    /** With another build of Windows than this, for tests. */
    TcpProvider(IntSupplier build) {
        this.build = build;
    }

    @Override
    public String name() {
        return "winsock";
    }

    @Override
    public int preference() {
        return PREFERENCE;
    }

    @Override
    public boolean ofThisSystem() {
        return WinsockSystem.here();
    }

    @Override
    public Support supports(ProbeNeed need) {
        if (!WinsockSystem.available()) {
            return WinsockSystem.failure().support();
        }
        return switch (need.protocol()) {
            case ICMP -> new Support.Unsupported("it sends TCP probes only; `icmphelper` sends ICMP");
            case UDP -> new Support.Unsupported(WindowsProvider.NO_UDP);
            case TCP -> tcp(need);
        };
    }

    private Support tcp(ProbeNeed need) {
        if (need.features().contains(ProbeNeed.Feature.FLOW_LABEL)) {
            return new Support.Unsupported("it can't set a flow label");
        } else if (need.features().contains(ProbeNeed.Feature.IDENTIFICATION)) {
            return new Support.Unsupported("it can't set the IPv4 identification");
        } else if (need.features().contains(ProbeNeed.Feature.MARK)) {
            return new Support.Unsupported("Windows has no marks of packets");
        } else if (need.features().contains(ProbeNeed.Feature.SIZE)) {
            return new Support.Unsupported("it can't choose the size of a TCP packet: Windows makes it");
        }
        return tooOld(build.getAsInt())
                .or(() -> refusal(need.family()))
                .map(Support.class::cast)
                .orElseGet(() -> new Support.Available(
                        "TCP connections that ICMP errors end, polled with WSAPoll", LIMITS, true));
    }

    private static Optional<Support.Unsupported> tooOld(int build) {
        return build >= Ws2.ICMP_ERRORS_SINCE
                ? Optional.empty()
                : Optional.of(new Support.Unsupported(
                        "Windows tells the ICMP errors of a connection from build %d on (Windows 10 2004, Windows Server 2022), and this is build %d; update Windows, or trace by ICMP"
                                .formatted(Ws2.ICMP_ERRORS_SINCE, build)));
    }

    /** Tries all that a probe needs but its packet. That there are no sockets at this moment says nothing. */
    private static Optional<Support.Unsupported> refusal(AddressFamily family) {
        WinsockCalls calls = new WinsockCalls();
        try {
            int socket = calls.open(family, Posix.SOCK_STREAM, Posix.IPPROTO_TCP, fd -> {
                TcpSockets.prepare(calls, fd);
                return fd;
            });
            calls.close(socket);
            return Optional.empty();
        } catch (SystemCallException e) {
            boolean passes = e.errno() == WinsockError.WSAEMFILE || e.errno() == WinsockError.WSAENOBUFS;
            return passes ? Optional.empty() : Optional.of(new Support.Unsupported(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public ProbeTransport open(TransportListener listener) {
        if (!WinsockSystem.available()) {
            throw WinsockSystem.failure().exception();
        }
        tooOld(build.getAsInt()).ifPresent(refused -> {
            throw new NotSupportedException(refused.reason());
        });
        return new SocketTransport(
                new WsaPollLoop("pathtracer-" + name()), listener, new KernelClock(System::nanoTime), TcpSockets::new);
    }
}
