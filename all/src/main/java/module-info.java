// SPDX-License-Identifier: Apache-2.0
/** Batteries included: has no code, brings the API, the engine and the transports of all three systems together. */
module org.pathtracer {
    requires transitive org.pathtracer.api;
    requires transitive org.pathtracer.report;
    requires org.pathtracer.core;
    requires org.pathtracer.nativelinux;
    requires org.pathtracer.nativemacos;
    requires org.pathtracer.nativewindows;
}
