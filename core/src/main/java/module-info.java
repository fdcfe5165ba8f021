// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** The engine behind the API: probing, matching and the path algorithms. Applications see the API only. */
@NullMarked
@SuppressWarnings("module") // the natives, which see this module, are compiled after it
module org.pathtracer.core {
    requires transitive org.pathtracer.api;
    requires org.pathtracer.result;
    requires static org.jspecify;
    requires com.fasterxml.jackson.core;
    requires com.maxmind.db;
    requires com.github.benmanes.caffeine;
    requires java.net.http;
    requires jdk.jfr;
    requires org.dnsjava;
    requires org.slf4j;

    exports org.pathtracer.core.loop to
            org.pathtracer.nativeposix,
            org.pathtracer.nativelinux,
            org.pathtracer.nativemacos,
            org.pathtracer.nativewindows;
    exports org.pathtracer.core.nativecode to
            org.pathtracer.cli,
            org.pathtracer.nativeffm,
            org.pathtracer.nativejffi,
            org.pathtracer.nativeposix,
            org.pathtracer.nativelinux,
            org.pathtracer.nativemacos,
            org.pathtracer.nativewindows;
    exports org.pathtracer.core.packet to
            org.pathtracer.nativeposix,
            org.pathtracer.nativelinux,
            org.pathtracer.nativemacos,
            org.pathtracer.nativewindows;

    uses org.pathtracer.core.nativecode.NativeLinker;
    uses org.pathtracer.spi.HostNetwork;
    uses org.pathtracer.spi.LoadProvider;
    uses org.pathtracer.spi.PacketSource;
    uses org.pathtracer.spi.ProbeTransportProvider;
    uses org.slf4j.spi.SLF4JServiceProvider;

    provides org.pathtracer.PathTracer.Builder with
            org.pathtracer.core.TracerBuilder;
    provides org.pathtracer.SharedCaches.Builder with
            org.pathtracer.core.cache.CachesBuilder;
}
