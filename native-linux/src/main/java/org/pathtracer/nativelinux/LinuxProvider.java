// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.List;
import java.util.function.Function;
import org.pathtracer.AddressFamily;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.LinuxSystem;
import org.pathtracer.nativelinux.loop.PollLoops;
import org.pathtracer.nativeposix.OpenSockets;
import org.pathtracer.nativeposix.ProbeSockets;
import org.pathtracer.nativeposix.SocketTransport;
import org.pathtracer.nativeposix.libc.KernelClock;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;

/** What both kinds of transports have in common: whether they work is found out by opening a socket. */
abstract class LinuxProvider implements ProbeTransportProvider {
    private final Function<OpenSockets, ProbeSockets> sockets;

    LinuxProvider(Function<OpenSockets, ProbeSockets> sockets) {
        this.sockets = sockets;
    }

    /** As {@link #supports}, on Linux. */
    abstract Support supportsHere(ProbeNeed need);

    @Override
    public boolean ofThisSystem() {
        return LinuxSystem.here();
    }

    @Override
    public boolean severalLoops() {
        return true;
    }

    @Override
    public Support supports(ProbeNeed need) {
        if (!LinuxSystem.available()) {
            return LinuxSystem.failure().support();
        } else if (need.features().contains(ProbeNeed.Feature.FLOW_LABEL) && need.family() != AddressFamily.IPV6) {
            return new Support.Unsupported("IPv4 has no flow label");
        } else if (need.features().contains(ProbeNeed.Feature.IDENTIFICATION) && need.family() != AddressFamily.IPV4) {
            return new Support.Unsupported("IPv6 has no identification");
        }
        Support support = supportsHere(need);
        boolean marked = need.features().contains(ProbeNeed.Feature.MARK);
        return marked && support instanceof Support.Available ? marking(need.family(), support) : support;
    }

    /** The answer for probes with a mark, where others can be sent. */
    private static Support marking(AddressFamily family, Support available) {
        int errno = SocketTrial.ofMark(family);
        return switch (errno) {
            case 0 -> available;
            case Errno.EPERM, Errno.EACCES ->
                new Support.Refused(
                        "a mark takes the capability CAP_NET_ADMIN",
                        List.of("sudo setpriv --reuid=$(id -u) --regid=$(id -g) --init-groups --inh-caps=+net_admin"
                                + " --ambient-caps=+net_admin -- COMMAND"));
            default ->
                new Support.Unsupported(
                        Errno.exception("setsockopt(SO_MARK)", errno).getMessage());
        };
    }

    /** Ends a phrase on how it works. */
    static String polled() {
        return ", polled with " + PollLoops.description();
    }

    @Override
    public ProbeTransport open(TransportListener listener) {
        if (!LinuxSystem.available()) {
            throw LinuxSystem.failure().exception();
        }
        return new SocketTransport(
                PollLoops.open("pathtracer-" + name()), listener, new KernelClock(LinuxSystem.wallClock()), sockets);
    }
}
