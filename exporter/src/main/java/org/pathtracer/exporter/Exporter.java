// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracer;
import org.pathtracer.ProbeCounters;
import org.pathtracer.exporter.config.Config;
import org.pathtracer.exporter.config.ConfigReader;
import org.pathtracer.exporter.config.OtlpEntry;
import org.pathtracer.exporter.config.WebConfig;
import org.pathtracer.exporter.config.WebConfigReader;
import org.pathtracer.exporter.metric.Metrics;
import org.pathtracer.exporter.schedule.Timetable;
import org.pathtracer.exporter.web.WebServer;

/**
 * Measures targets by a configuration, and serves the figures for Prometheus over HTTP or HTTPS.
 *
 * <pre>{@code
 * try (Exporter exporter = Exporter.start(Path.of("exporter.toml"))) {
 *     System.out.println("http://" + exporter.address() + "/metrics");
 *     Thread.currentThread().join();
 * }
 * }</pre>
 *
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class Exporter implements AutoCloseable {
    private static final double MILLIS_PER_SECOND = 1e3;

    private final Path file;
    private final PathTracer tracer;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Timetable timetable;
    private final Gauge reloaded;
    private final Gauge reloadTime;
    private final WebServer server;
    private Config config;
    private @Nullable OtlpPush push;
    private volatile boolean ready;

    private Exporter(Path file, Config config, WebConfig web) throws IOException {
        this.file = file;
        this.config = config;
        PathTracer.Builder builder = PathTracer.builder().followNetwork(true);
        config.rateLimit().ifPresent(builder::rateLimit);
        tracer = builder.build();
        timetable = new Timetable(tracer, registry, config.mostRunning());
        reloaded =
                gauge("pathtracer_config_last_reload_successful", "1 if the configuration was read last time, else 0");
        reloadTime = gauge(
                "pathtracer_config_last_reload_success_timestamp_seconds",
                "When the configuration in use was read, in seconds since 1970");
        own();
        try {
            server = WebServer.start(config.listen(), new OwnPages(this), web);
        } catch (IOException e) {
            timetable.close();
            tracer.close();
            throw e;
        }
        follow(config);
        ready = true;
    }

    /**
     * Reads a configuration, listens, and begins to measure.
     *
     * @throws InvalidRequestException with all that is wrong with the configuration, each with file, line and key;
     *     nothing has begun then
     * @throws IOException if it can't listen, or a certificate can't be used
     */
    public static Exporter start(Path file) throws IOException {
        Config config = ConfigReader.read(file);
        return new Exporter(file, config, web(config));
    }

    /**
     * Reads a configuration, and does nothing else.
     *
     * @return what it would do, in one sentence
     * @throws InvalidRequestException with all that is wrong with it
     */
    public static String check(Path file) {
        Config config = ConfigReader.read(file);
        WebConfig web = web(config);
        return "%s is valid: %d targets, %s on %s:%d%s"
                .formatted(
                        file,
                        config.targets().size(),
                        web.tls().isPresent() ? "https" : "http",
                        config.listen().host(),
                        config.listen().port(),
                        web.users().isEmpty() ? "" : ", users: " + web.users().size());
    }

    private static WebConfig web(Config config) {
        return config.web().map(WebConfigReader::read).orElse(WebConfig.OPEN);
    }

    /** Returns where it listens. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** Returns whether it serves by TLS. */
    public boolean secure() {
        return server.secure();
    }

    /** Returns how many targets are measured. */
    public int targets() {
        return timetable.targets();
    }

    /**
     * Reads the configuration anew. Targets that did not change go on as before. Where to listen, whether by TLS, and
     * the limits stay as they were at the start.
     *
     * @throws InvalidRequestException with all that is wrong with it; then all stays as it was
     */
    public synchronized void reload() {
        reloaded.set(0);
        Config next = ConfigReader.read(file);
        try {
            server.renew(web(next));
        } catch (IOException e) {
            throw new InvalidRequestException(String.valueOf(e.getMessage()));
        }
        follow(next);
    }

    private synchronized void follow(Config next) {
        timetable.follow(next);
        Optional<OtlpEntry> pushed = push == null ? Optional.empty() : config.otlp();
        if (!pushed.equals(next.otlp())) {
            if (push != null) {
                push.close();
            }
            push = next.otlp()
                    .map(entry -> OtlpPush.start(entry, registry::scrape))
                    .orElse(null);
        }
        config = next;
        reloaded.set(1);
        reloadTime.set(InstantSource.system().millis() / MILLIS_PER_SECOND);
    }

    synchronized Config config() {
        return config;
    }

    PathTracer tracer() {
        return tracer;
    }

    Metrics metrics() {
        return timetable.metrics();
    }

    boolean ready() {
        return ready;
    }

    /** The exporter's own metrics. */
    private void own() {
        Info.builder()
                .name("pathtracer_build")
                .help("The version of this exporter")
                .labelNames("version")
                .register(registry)
                .addLabelValues(version());
        ProcessMetrics.builder().register(registry);
        count("pathtracer_probes_sent", "Probes that left this host", ProbeCounters::sent);
        count("pathtracer_probes_answered", "Probes that were answered", ProbeCounters::answered);
        count("pathtracer_probes_duplicates", "Further answers to answered probes", ProbeCounters::duplicates);
        count(
                "pathtracer_probes_lost_here",
                "Packets that this host received and lost itself",
                ProbeCounters::lostHere);
        watch("pathtracer_probes_in_flight", "Probes that wait for an answer", ProbeCounters::inFlight);
        GaugeWithCallback.builder()
                .name("pathtracer_targets")
                .help("Targets of the configuration")
                .callback(value -> value.call(timetable.targets()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("pathtracer_hops_left_out")
                .help("Hops without series of their own, since there would be more than most-hops")
                .callback(value -> value.call(timetable.hopsLeftOut()))
                .register(registry);
    }

    /** As the build wrote it down. */
    private static String version() {
        Properties known = new Properties();
        try (InputStream in = Exporter.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                known.load(in);
            }
        } catch (IOException e) {
            // It stays unknown.
        }
        return known.getProperty("version", "unknown");
    }

    private Gauge gauge(String name, String help) {
        return Gauge.builder().name(name).help(help).register(registry);
    }

    private void count(String name, String help, ToLongFunction<ProbeCounters> value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(point -> point.call((double) value.applyAsLong(tracer.counters())))
                .register(registry);
    }

    private void watch(String name, String help, ToLongFunction<ProbeCounters> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(point -> point.call((double) value.applyAsLong(tracer.counters())))
                .register(registry);
    }

    /** Ends all measurements, and listens no more. */
    @Override
    public void close() {
        ready = false;
        server.close();
        timetable.close();
        synchronized (this) {
            if (push != null) {
                push.close();
            }
        }
        tracer.close();
    }
}
