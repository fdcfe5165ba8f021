// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Measures targets by a configuration, and lets Prometheus and OpenTelemetry read the figures. */
@NullMarked
@SuppressWarnings("module") // the command is compiled later
module org.pathtracer.exporter {
    requires static org.jspecify;
    requires transitive org.pathtracer.api;
    requires org.tomlj;
    requires org.snakeyaml.engine.v2;
    requires org.eclipse.jetty.server;
    requires io.prometheus.metrics.config;
    requires io.prometheus.metrics.core;
    requires io.prometheus.metrics.model;
    requires io.prometheus.metrics.expositionformats;
    requires io.prometheus.writer.text;
    requires io.prometheus.metrics.instrumentation.jvm;
    requires micrometer.core;
    requires micrometer.registry.otlp;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;

    exports org.pathtracer.exporter;
    exports org.pathtracer.exporter.toml to
            org.pathtracer.cli;
}
