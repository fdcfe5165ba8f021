// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Probe transport on macOS. Inert on other systems. */
@NullMarked
module org.pathtracer.nativemacos {
    requires org.pathtracer.api;
    requires org.pathtracer.core;
    requires org.pathtracer.nativeposix;
    requires static org.jspecify;
    requires io.netty.transport;
    requires io.netty.transport.classes.kqueue;

    provides org.pathtracer.spi.ProbeTransportProvider with
            org.pathtracer.nativemacos.MacosProvider;
}
