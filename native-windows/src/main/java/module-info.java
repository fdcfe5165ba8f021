// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Probes by the ICMP helper calls of Windows. Inert on other systems. */
@NullMarked
module org.pathtracer.nativewindows {
    requires org.pathtracer.api;
    requires org.pathtracer.core;
    requires static org.jspecify;
    requires org.jnrproject.ffi;
    // jnr-ffi is an automatic module and can't ask for what it needs itself.
    requires org.objectweb.asm;
    requires org.objectweb.asm.commons;
    requires org.objectweb.asm.util;

    // jnr-ffi generates the implementation of the interfaces in there.
    opens org.pathtracer.nativewindows.win32;

    provides org.pathtracer.spi.ProbeTransportProvider with
            org.pathtracer.nativewindows.WindowsProvider;
}
