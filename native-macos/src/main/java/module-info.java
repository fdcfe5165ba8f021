// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Probe transport on macOS. Inert on other systems. */
@NullMarked
module org.pathtracer.nativemacos {
    requires org.pathtracer.api;
    requires org.pathtracer.core;
    requires org.pathtracer.nativeposix;
    requires static org.jspecify;
    requires org.jnrproject.ffi;
    // jnr-ffi is an automatic module and can't ask for what it needs itself.
    requires org.objectweb.asm;
    requires org.objectweb.asm.commons;
    requires org.objectweb.asm.util;
    requires io.netty.transport;
    requires io.netty.transport.classes.kqueue;

    // jnr-ffi generates the implementation of the interface in there.
    opens org.pathtracer.nativemacos.libc;

    provides org.pathtracer.spi.ProbeTransportProvider with
            org.pathtracer.nativemacos.MacosProvider;
}
