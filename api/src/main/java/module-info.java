// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** The public contract of PathTracer. It depends on nothing but annotations; the engine is found as a service. */
@NullMarked
@SuppressWarnings("module") // the engine is compiled after it
module org.pathtracer.api {
    requires static transitive org.jspecify;

    exports org.pathtracer;
    exports org.pathtracer.address;
    exports org.pathtracer.annotation;
    exports org.pathtracer.bufferbloat;
    exports org.pathtracer.check to
            org.pathtracer.core;
    exports org.pathtracer.diagnosis;
    exports org.pathtracer.dns;
    exports org.pathtracer.enrich;
    exports org.pathtracer.interfaces;
    exports org.pathtracer.monitor;
    exports org.pathtracer.mtu;
    exports org.pathtracer.multipath;
    exports org.pathtracer.ping;
    exports org.pathtracer.probe;
    exports org.pathtracer.publicaddress;
    exports org.pathtracer.service;
    exports org.pathtracer.spi;
    exports org.pathtracer.statistics;
    exports org.pathtracer.trace;

    uses org.pathtracer.PathTracer.Builder;
    uses org.pathtracer.SharedCaches.Builder;
}
