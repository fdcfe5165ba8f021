// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Keeps what a fleet measured. */
@NullMarked
module org.pathtracer.fleet.store {
    requires static org.jspecify;
    requires transitive org.pathtracer.api;
    requires java.sql;
    requires com.zaxxer.hikari;
    requires flyway.core;
    requires org.jdbi.v3.core;

    exports org.pathtracer.fleet.store;
}
