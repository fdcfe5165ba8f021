// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathTracer;
import org.pathtracer.exporter.meters.Family;
import org.pathtracer.exporter.meters.Series;
import org.pathtracer.exporter.toml.Table;

/** Finds all paths that load balancers open. */
final class MultipathTask implements Task {
    private static final Family PATHS =
            Family.gauge("pathtracer_multipath_paths", "Paths that flows were seen to take");
    private static final Family VERTICES =
            Family.gauge("pathtracer_multipath_vertices", "Addresses on the paths, each counted at its TTL");
    private static final Family LOAD_BALANCERS =
            Family.gauge("pathtracer_multipath_load_balancers", "Routers that choose among several ways");
    private static final Family WIDTH =
            Family.gauge("pathtracer_multipath_max_width", "Most addresses side by side; 1 without load balancing");
    private static final Family COMPLETE = Family.gauge(
            "pathtracer_multipath_complete", "1 if it ended with the confidence asked for, 0 if it ended early");
    private static final Family CHANGES =
            Family.counter("pathtracer_multipath_changes_total", "Complete graphs that differ from the one before");
    static final List<Family> FAMILIES = List.of(PATHS, VERTICES, LOAD_BALANCERS, WIDTH, COMPLETE, CHANGES);

    private final MultipathRequest request;
    private Optional<String> last = Optional.empty();

    private MultipathTask(MultipathRequest request) {
        this.request = request;
    }

    /** Reads the options of this kind. */
    static TaskMaker read(Table table) {
        ProbeWords words = new ProbeWords(table);
        Optional<Double> confidence = table.fraction("confidence", 0.5, 0.9999);
        Optional<Integer> hops = table.number("max_hops", 1, TraceTask.MOST_HOPS);
        Optional<Integer> probes = table.number("max_probes", 1, 1_000_000);
        Optional<Duration> timeout = ProbeWords.timeout(table);
        return host -> {
            MultipathRequest.Builder builder =
                    words.applyTo(MultipathRequest.to(host)).enrichment(false).reverseDns(false);
            confidence.ifPresent(builder::confidence);
            hops.ifPresent(builder::maxHops);
            probes.ifPresent(builder::maxProbes);
            timeout.ifPresent(builder::timeout);
            return new MultipathTask(builder.build());
        };
    }

    @Override
    public void declare(Series series) {
        series.declare(CHANGES);
    }

    @Override
    public Attempt start(PathTracer tracer) {
        return Attempt.of(tracer.start(request), Found::new);
    }

    private final class Found implements Finding {
        private final MultipathResult result;

        Found(MultipathResult result) {
            this.result = result;
        }

        @Override
        public boolean up() {
            return result.reached();
        }

        @Override
        public void record(Series series) {
            series.set(PATHS, result.paths().size());
            series.set(VERTICES, result.vertices().size());
            series.set(LOAD_BALANCERS, result.loadBalancers().size());
            series.set(
                    WIDTH,
                    result.diamonds().stream()
                            .mapToInt(diamond -> diamond.maxWidth())
                            .max()
                            .orElse(1));
            series.set(COMPLETE, result.complete() ? 1 : 0);
            if (result.complete()) {
                String now = result.graph().withoutSilentHops().fingerprint();
                series.add(CHANGES, last.isPresent() && !last.orElseThrow().equals(now) ? 1 : 0);
                last = Optional.of(now);
            }
        }
    }
}
