// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Pings, monitors and probe counters as Micrometer meters. */
@NullMarked
module org.pathtracer.micrometer {
    requires transitive org.pathtracer.api;
    requires transitive micrometer.core;
    requires static org.jspecify;

    exports org.pathtracer.micrometer;
}
