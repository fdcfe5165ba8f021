// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Knows the vantage points of a fleet, and passes measurements to them and results back. */
@NullMarked
module org.pathtracer.fleet.hub {
    requires static org.jspecify;
    requires transitive org.pathtracer.fleet.protocol;
    requires transitive org.pathtracer.fleet.store;
    requires com.google.protobuf;
    requires com.google.common;
    requires io.grpc;
    requires io.grpc.netty;
    requires io.grpc.stub;
    requires io.grpc.util;
    requires pekko.actor;
    requires pekko.actor.typed;
    requires pekko.cluster;
    requires pekko.cluster.typed;
    requires pekko.cluster.ddata;
    requires pekko.remote;
    requires scala.library;
    requires typesafe.config;

    exports org.pathtracer.fleet.hub;
}
