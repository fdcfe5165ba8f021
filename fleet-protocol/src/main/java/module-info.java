// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** What agents, hubs and applications of a fleet say to each other, and the authority that vouches for them. */
@NullMarked
@SuppressWarnings("module") // the others of the fleet are compiled later
module org.pathtracer.fleet.protocol {
    requires static org.jspecify;
    requires transitive org.pathtracer.api;
    requires org.pathtracer.report;
    requires transitive com.google.protobuf;
    requires com.google.common;
    requires transitive io.grpc;
    requires transitive io.grpc.stub;
    requires io.grpc.netty;
    requires io.grpc.protobuf;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;

    exports org.pathtracer.fleet.authority;
    exports org.pathtracer.fleet.protocol to
            org.pathtracer.fleet,
            org.pathtracer.fleet.agent,
            org.pathtracer.fleet.hub,
            org.pathtracer.fleet.cli;
    exports org.pathtracer.fleet.wire to
            org.pathtracer.fleet,
            org.pathtracer.fleet.agent,
            org.pathtracer.fleet.hub,
            com.google.protobuf;
}
