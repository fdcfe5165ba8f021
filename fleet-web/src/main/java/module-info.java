// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Shows a fleet and what it measures in a browser, and takes measurements over HTTP. */
@NullMarked
module org.pathtracer.fleet.web {
    requires static org.jspecify;
    requires transitive org.pathtracer.fleet;
    requires org.pathtracer.report;
    requires com.fasterxml.jackson.core;
    requires org.eclipse.jetty.server;
    requires io.prometheus.metrics.config;
    requires io.prometheus.metrics.core;
    requires io.prometheus.metrics.model;
    requires io.prometheus.metrics.expositionformats;
    requires io.prometheus.writer.text;

    exports org.pathtracer.fleet.web;
}
