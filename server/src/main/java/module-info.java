// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** The far end of bufferbloat tests. */
@NullMarked
module org.pathtracer.server {
    requires static transitive org.jspecify;
    requires org.pathtracer.http2;
    requires io.netty.codec;
    requires io.netty.codec.http2;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.common;
    requires io.netty.buffer;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;

    exports org.pathtracer.server;
}
