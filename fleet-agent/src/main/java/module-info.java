// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Measures from this host for the hubs of a fleet, within limits of its own. */
@NullMarked
module org.pathtracer.fleet.agent {
    requires static org.jspecify;
    requires transitive org.pathtracer.api;
    requires transitive org.pathtracer.fleet.protocol;
    requires com.google.common;
    requires java.management;
    requires io.grpc;
    requires io.grpc.stub;
    requires com.google.protobuf;

    exports org.pathtracer.fleet.agent;
}
