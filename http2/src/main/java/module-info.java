// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** HTTP/2 over TLS on Netty: loads a path, and measures requests under that load. */
@NullMarked
@SuppressWarnings("module") // the server, which sees this module, is compiled after it
module org.pathtracer.http2 {
    requires org.pathtracer.api;
    requires static org.jspecify;
    requires com.fasterxml.jackson.core;
    requires transitive io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires transitive io.netty.codec.http2;
    requires transitive io.netty.common;
    requires transitive io.netty.handler;
    requires transitive io.netty.transport;
    requires io.netty.transport.unix.common;
    requires io.netty.transport.classes.epoll;

    exports org.pathtracer.http2 to
            org.pathtracer.server;

    provides org.pathtracer.spi.LoadProvider with
            org.pathtracer.http2.NettyLoadProvider;
}
