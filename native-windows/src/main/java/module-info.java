// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Probes by the ICMP helper calls of Windows. Inert on other systems. */
@NullMarked
module org.pathtracer.nativewindows {
    requires org.pathtracer.api;
    requires org.pathtracer.core;
    requires static org.jspecify;

    provides org.pathtracer.spi.ProbeTransportProvider with
            org.pathtracer.nativewindows.WindowsProvider;
}
