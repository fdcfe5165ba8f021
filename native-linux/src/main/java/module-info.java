// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Probe transports on Linux. Inert on other systems. */
@NullMarked
module org.pathtracer.nativelinux {
    requires org.pathtracer.api;
    requires org.pathtracer.core;
    requires org.pathtracer.nativeposix;
    requires static org.jspecify;
    requires io.netty.common;
    requires io.netty.transport;
    requires io.netty.transport.unix.common;
    requires io.netty.transport.classes.epoll;

    provides org.pathtracer.spi.HostNetwork with
            org.pathtracer.nativelinux.netlink.LinuxNetwork;
    provides org.pathtracer.spi.PacketSource with
            org.pathtracer.nativelinux.capture.LinuxPackets;
    provides org.pathtracer.spi.ProbeTransportProvider with
            org.pathtracer.nativelinux.DatagramProvider,
            org.pathtracer.nativelinux.RawProvider;
}
