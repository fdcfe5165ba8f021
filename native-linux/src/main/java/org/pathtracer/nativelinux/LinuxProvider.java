// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.util.function.Function;
import org.pathtracer.AddressFamily;
import org.pathtracer.SystemCallException;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.LinuxCalls;
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
    private static final int KIB = 1024;

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
        return supportsHere(need);
    }

    /**
     * Opens and closes a socket; 0 or errno. That there are no descriptors at this moment says nothing: if there are
     * none later either, the probes tell.
     */
    static int tryOpen(AddressFamily family, int type, int protocol) {
        LinuxCalls calls = new LinuxCalls();
        int fd = calls.tryOpen(family, type, protocol);
        if (fd >= 0) {
            calls.close(fd);
        }
        return fd >= 0 || -fd == Errno.EMFILE || -fd == Errno.ENFILE ? 0 : -fd;
    }

    /** Ends a phrase on how it works: that what this host loses itself is known, and how much it holds before. */
    static String counted(AddressFamily family, int type, int protocol) {
        LinuxCalls calls = new LinuxCalls();
        int fd = calls.tryOpen(family, type, protocol);
        if (fd < 0) {
            return "";
        }
        try {
            return ", packets that this host loses itself are counted (receive buffer of "
                    + SocketOptions.enlargeReceiveBuffer(calls, fd) / KIB + " KiB)";
        } catch (SystemCallException e) {
            return ", packets that this host loses itself are counted";
        } finally {
            calls.close(fd);
        }
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
