// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.netlink;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pathtracer.SystemCallException;
import org.pathtracer.interfaces.LocalInterface;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.nativelinux.libc.Errno;
import org.pathtracer.nativelinux.libc.LinuxSystem;
import org.pathtracer.nativelinux.loop.PollLoops;
import org.pathtracer.nativeposix.loop.PollLoop;
import org.pathtracer.spi.HostNetwork;

/** Interfaces and routes as the kernel tells them by rtnetlink(7). A socket is opened for each question. */
public final class LinuxNetwork implements HostNetwork {
    private static final int CHANGES = Rtnetlink.RTMGRP_LINK
            | Rtnetlink.RTMGRP_IPV4_IFADDR
            | Rtnetlink.RTMGRP_IPV6_IFADDR
            | Rtnetlink.RTMGRP_IPV4_ROUTE
            | Rtnetlink.RTMGRP_IPV6_ROUTE;

    /** For the service loader. */
    public LinuxNetwork() {}

    @Override
    public boolean available() {
        if (!LinuxSystem.available()) {
            return false;
        }
        try (NetlinkSocket socket = new NetlinkSocket(0)) {
            return socket.fd() >= 0;
        } catch (SystemCallException e) {
            // A sandbox may forbid it.
            return false;
        }
    }

    @Override
    public NetworkState state() {
        try (NetlinkSocket socket = new NetlinkSocket(0)) {
            List<LocalInterface> interfaces = interfaces(socket);
            List<Message> table = socket.dump(Rtnetlink.RTM_GETROUTE, Rtnetlink.RTMSG);
            return new NetworkState(interfaces, Routes.defaults(table, index -> name(interfaces, index)));
        }
    }

    private static String name(List<LocalInterface> interfaces, int index) {
        return interfaces.stream()
                .filter(device -> device.index() == index)
                .map(LocalInterface::name)
                .findFirst()
                .orElse("#" + index);
    }

    private static List<LocalInterface> interfaces(NetlinkSocket socket) {
        return Links.read(
                socket.dump(Rtnetlink.RTM_GETLINK, Rtnetlink.IFINFOMSG),
                socket.dump(Rtnetlink.RTM_GETADDR, Rtnetlink.IFADDRMSG),
                name -> Files.exists(Path.of("/sys/class/net", name, "phy80211")));
    }

    @Override
    public Optional<Route> routeTo(InetAddress target) {
        try (NetlinkSocket socket = new NetlinkSocket(0)) {
            return socket.route(target).stream()
                    .flatMap(message -> Routes.read(message, index -> name(socket, index)).stream())
                    .findFirst();
        } catch (SystemCallException e) {
            if (isNoRoute(e.errno())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String name(NetlinkSocket socket, int index) {
        return Links.read(socket.link(index), List.of(), name -> false).stream()
                .map(LocalInterface::name)
                .findFirst()
                .orElse("#" + index);
    }

    /** What routes of the types {@code unreachable}, {@code prohibit} and {@code blackhole} answer too. */
    private static boolean isNoRoute(int errno) {
        return errno == Errno.ENETUNREACH
                || errno == Errno.EHOSTUNREACH
                || errno == Errno.EACCES
                || errno == Errno.EINVAL;
    }

    @Override
    public Watch watch(Runnable onSign) {
        NetlinkSocket socket = new NetlinkSocket(CHANGES);
        PollLoop loop;
        try {
            loop = PollLoops.open("pathtracer-network");
        } catch (RuntimeException | Error e) {
            socket.close();
            throw e;
        }
        loop.execute(() -> loop.watch(socket.fd(), () -> {
            if (socket.drain()) {
                onSign.run();
            }
        }));
        return loop::close;
    }
}
