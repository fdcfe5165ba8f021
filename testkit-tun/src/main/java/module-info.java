// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Simulated networks behind a TUN device, for the sockets of any program. Linux only. */
@NullMarked
module org.pathtracer.testkit.tun {
    requires transitive org.pathtracer.testkit;
    requires static org.jspecify;
    requires org.jnrproject.ffi;
    // jnr-ffi is an automatic module and can't ask for what it needs itself.
    requires org.objectweb.asm;
    requires org.objectweb.asm.commons;
    requires org.objectweb.asm.util;

    exports org.pathtracer.testkit.tun;

    // jnr-ffi generates the implementation of the interface in there.
    opens org.pathtracer.testkit.tun.linux;
}
