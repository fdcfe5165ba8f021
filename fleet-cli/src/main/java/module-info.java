// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** The commands of a fleet. */
@NullMarked
module org.pathtracer.fleet.cli {
    requires static org.jspecify;
    requires org.pathtracer.fleet;
    requires org.pathtracer.fleet.agent;
    requires org.pathtracer.fleet.hub;
    requires org.pathtracer.fleet.store;
    requires org.pathtracer.fleet.protocol;
    requires org.pathtracer.fleet.web;
    requires org.pathtracer.report;
    requires org.pathtracer.testkit;
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires java.logging;

    opens org.pathtracer.fleet.cli to
            info.picocli;
}
