// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** What the transports over sockets of Linux, macOS and Windows have in common: no API, and no transport by itself. */
@NullMarked
@SuppressWarnings("module") // those that see this module are compiled after it
module org.pathtracer.nativeposix {
    requires transitive org.pathtracer.api;
    requires transitive org.pathtracer.core;
    requires static org.jspecify;
    requires transitive io.netty.transport;
    requires io.netty.common;

    exports org.pathtracer.nativeposix to
            org.pathtracer.nativelinux,
            org.pathtracer.nativemacos,
            org.pathtracer.nativewindows;
    exports org.pathtracer.nativeposix.libc to
            org.pathtracer.nativelinux,
            org.pathtracer.nativemacos,
            org.pathtracer.nativewindows;
    exports org.pathtracer.nativeposix.loop to
            org.pathtracer.nativelinux,
            org.pathtracer.nativemacos,
            org.pathtracer.nativewindows;
}
