// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracer;
import org.pathtracer.exporter.config.Configuration;
import org.pathtracer.exporter.config.ConfigurationReader;
import org.pathtracer.exporter.http.Pages;
import org.pathtracer.exporter.http.RefusedException;
import org.pathtracer.exporter.http.WebServer;
import org.pathtracer.exporter.kind.Task;
import org.pathtracer.exporter.kind.TaskMaker;
import org.pathtracer.exporter.meters.Family;
import org.pathtracer.exporter.meters.Meters;
import org.pathtracer.exporter.meters.Series;
import org.pathtracer.exporter.run.Probed;
import org.pathtracer.exporter.run.Runner;
import org.pathtracer.exporter.toml.Problems;

/**
 * Measures the targets of a configuration file again and again, and lets Prometheus scrape how they are. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Exporter implements AutoCloseable {
    private static final Family RELOADED = Family.gauge(
            "pathtracer_config_last_reload_successful", "1 if the last configuration that was read is used, else 0");
    private static final Family TARGETS = Family.gauge("pathtracer_targets", "Targets of the configuration");
    private static final Family BUILD = Family.gauge("pathtracer_build_info", "1", "version", "java");

    private final Path file;
    private final Runner runner = new Runner((limits, executor) -> PathTracer.builder()
            .callbackExecutor(executor)
            .rateLimit(limits.packetsPerSecond())
            .build());
    private final Meters meters = new Meters(List.of());
    private final Series own = meters.series(List.of());
    private volatile Configuration configuration;
    private volatile Semaphore probes;
    private final WebServer server;

    private Exporter(Path file) {
        this.file = file;
        List<String> wrong = new ArrayList<>();
        Configuration first = read(file, wrong);
        if (first == null) {
            runner.close();
            throw new InvalidRequestException(String.join("\n", wrong));
        }
        configuration = first;
        probes = new Semaphore(first.limits().probes());
        own.set(BUILD, 1, version(), Runtime.version().toString());
        try {
            use(first);
            server = new WebServer(first.listen(), new Served());
        } catch (IOException e) {
            runner.close();
            throw new ExporterException("can't listen on %s: %s".formatted(first.listen(), e.getMessage()));
        }
    }

    private static String version() {
        return Optional.ofNullable(Exporter.class.getPackage().getImplementationVersion())
                .orElse("unknown");
    }

    /**
     * Starts an exporter, which runs until it is closed.
     *
     * @throws InvalidRequestException if the configuration has mistakes; the message has a line for each
     * @throws ExporterException if it can't listen
     */
    public static Exporter start(Path configuration) {
        return new Exporter(configuration);
    }

    /** Returns what is wrong with a configuration, a line for each mistake; nothing if it can be used. */
    public static List<String> check(Path configuration) {
        List<String> wrong = new ArrayList<>();
        read(configuration, wrong);
        return wrong;
    }

    private static @Nullable Configuration read(Path file, List<String> wrong) {
        Problems problems = new Problems(file.toString());
        try {
            Optional<Configuration> read = ConfigurationReader.read(Files.readString(file), problems);
            wrong.addAll(problems.lines());
            return problems.isEmpty() ? read.orElse(null) : null;
        } catch (IOException e) {
            wrong.add("%s can't be read: %s".formatted(file, e));
            return null;
        }
    }

    /** Returns the port on which it listens. */
    public int port() {
        return server.port();
    }

    /**
     * Reads the configuration again. One with mistakes is not used, and the last one stays.
     *
     * @return what is wrong with it, a line for each mistake; nothing if it is used
     */
    public synchronized List<String> reload() {
        List<String> wrong = new ArrayList<>();
        Configuration next = read(file, wrong);
        if (next != null && !next.listen().equals(configuration.listen())) {
            wrong.add("%s: listen: can't change while it runs: start it anew".formatted(file));
        } else if (next != null) {
            use(next);
        }
        own.set(RELOADED, wrong.isEmpty() ? 1 : 0);
        return wrong;
    }

    private void use(Configuration next) {
        runner.use(next).join();
        if (next.limits().probes() != configuration.limits().probes()) {
            probes = new Semaphore(next.limits().probes());
        }
        configuration = next;
        own.set(TARGETS, next.targets().size());
        own.set(RELOADED, 1);
    }

    /** Ends at once. */
    @Override
    public void close() {
        server.close();
        runner.close();
    }

    private final class Served implements Pages {
        @Override
        public MetricSnapshots metrics() {
            List<MetricSnapshot> all = new ArrayList<>();
            meters.snapshots().forEach(all::add);
            runner.meters().snapshots().forEach(all::add);
            return new MetricSnapshots(all);
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public String reload() {
            return String.join("\n", Exporter.this.reload());
        }

        @Override
        public CompletableFuture<Probed> probe(String target, String module, Duration longest) {
            TaskMaker maker = configuration.modules().get(module);
            if (maker == null) {
                throw new RefusedException(400, "there is no such module in the configuration");
            } else if (!configuration.allowed().has(target)) {
                throw new RefusedException(
                        403, "the configuration does not allow this target: add it to allow under [probe]");
            }
            Task task;
            try {
                task = maker.of(target);
            } catch (IllegalArgumentException | InvalidRequestException e) {
                throw new RefusedException(400, String.valueOf(e.getMessage()));
            }
            Semaphore places = probes;
            if (!places.tryAcquire()) {
                throw new RefusedException(503, "too many measurements at the same time");
            }
            return runner.probe(task, longest).whenComplete((probed, failure) -> places.release());
        }
    }
}
