// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.examples;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pathtracer.Measurement;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.PathTracer;
import org.pathtracer.micrometer.MonitorMetrics;

/** Watches a path for ever, and reports its meters once a minute. */
public final class ScheduledMonitor {
    private static final int MOST_TARGETS = 10;

    private ScheduledMonitor() {}

    /** Begins to watch; the registry has the meters from now on. */
    static Measurement<MonitorEvent, MonitorResult> watch(
            PathTracer tracer, MonitorRequest request, MeterRegistry registry) {
        MonitorMetrics metrics = new MonitorMetrics(MOST_TARGETS);
        metrics.bindTo(registry);
        Measurement<MonitorEvent, MonitorResult> monitor = tracer.start(request);
        monitor.events().subscribe(metrics);
        return monitor;
    }

    /** Prints what the meters say by now. */
    static void report(MeterRegistry registry, Consumer<String> out) {
        out.accept("cycles %.0f, path changes %.0f, hops %.0f"
                .formatted(
                        registry.get("pathtracer.monitor.cycles").counter().count(),
                        registry.get("pathtracer.monitor.path.changes")
                                .counter()
                                .count(),
                        registry.get("pathtracer.monitor.path.hops").gauge().value()));
    }

    /** Argument: the target. */
    public static void main(String[] arguments) {
        MeterRegistry registry = new SimpleMeterRegistry();
        MonitorRequest request = MonitorRequest.to(arguments[0]).cycles(0).build();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (PathTracer tracer = PathTracer.create();
                Measurement<MonitorEvent, MonitorResult> monitor = watch(tracer, request, registry)) {
            clock.scheduleAtFixedRate(() -> report(registry, System.out::println), 1, 1, TimeUnit.MINUTES);
            monitor.result().toCompletableFuture().join();
        } finally {
            clock.shutdownNow();
        }
    }
}
