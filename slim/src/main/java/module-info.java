// SPDX-License-Identifier: Apache-2.0
/** Has no code, brings the API, the engine and the transports of all three systems together, without HTTP/2. */
module org.pathtracer {
    requires transitive org.pathtracer.api;
    requires org.pathtracer.core;
    requires org.pathtracer.nativelinux;
    requires org.pathtracer.nativemacos;
    requires org.pathtracer.nativewindows;
}
