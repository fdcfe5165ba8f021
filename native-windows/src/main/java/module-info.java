// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Probes by the ICMP helper of Windows, and by its TCP connections. Inert on other systems. */
@NullMarked
module org.pathtracer.nativewindows {
    requires org.pathtracer.api;
    requires org.pathtracer.core;
    requires org.pathtracer.nativeposix;
    requires static org.jspecify;

    provides org.pathtracer.spi.ProbeTransportProvider with
            org.pathtracer.nativewindows.WindowsProvider,
            org.pathtracer.nativewindows.tcp.TcpProvider;
}
