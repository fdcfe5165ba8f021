// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Measures targets of a configuration file, and lets Prometheus scrape how they are. */
@NullMarked
module org.pathtracer.exporter {
    requires static org.jspecify;
    requires transitive org.pathtracer.api;
    requires io.prometheus.metrics.core;
    requires io.prometheus.metrics.config;
    requires io.prometheus.metrics.model;
    requires io.prometheus.metrics.expositionformats;
    requires io.prometheus.writer.text;
    requires org.eclipse.jetty.http;
    requires org.eclipse.jetty.io;
    requires org.eclipse.jetty.server;
    requires org.eclipse.jetty.util;
    requires org.tomlj;

    exports org.pathtracer.exporter;
}
