// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Asks the vantage points of a fleet to measure. */
@NullMarked
module org.pathtracer.fleet {
    requires static org.jspecify;
    requires transitive org.pathtracer.api;
    requires transitive org.pathtracer.fleet.protocol;
    requires com.google.common;
    requires com.google.protobuf;
    requires io.grpc;
    requires io.grpc.stub;

    exports org.pathtracer.fleet;
    exports org.pathtracer.fleet.locate;
    exports org.pathtracer.fleet.mesh;
}
