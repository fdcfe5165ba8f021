// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.util.concurrent.CompletableFuture;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathTracer;
import org.pathtracer.exporter.metric.Metric;
import org.pathtracer.exporter.metric.Series;
import org.pathtracer.exporter.toml.Table;

/** Discoveries of all paths. */
record MultipathRounds(MultipathRequest request) implements Round {
    static Settings read(Table table) {
        Options<MultipathRequest.Builder> options = Options.ofProbes(table, MultipathRequest.to("127.0.0.1"));
        options.integer("max-hops", MultipathRequest.Builder::maxHops);
        options.integer("max-probes", MultipathRequest.Builder::maxProbes);
        options.integer("mark", MultipathRequest.Builder::mark);
        options.duration("timeout", MultipathRequest.Builder::timeout);
        options.end(MultipathRequest.Builder::build);
        return host -> new MultipathRounds(
                options.on(MultipathRequest.to(host)).enrichment(false).build());
    }

    @Override
    public void prepare(Series series) {
        series.set(Metric.MULTIPATH_PATHS, Double.NaN);
        series.set(Metric.MULTIPATH_BALANCERS, Double.NaN);
        series.set(Metric.MULTIPATH_COMPLETE, Double.NaN);
    }

    @Override
    public CompletableFuture<Boolean> start(PathTracer tracer, Series series) {
        return Finished.of(tracer.start(request), result -> record(result, series));
    }

    private static boolean record(MultipathResult result, Series series) {
        series.set(Metric.MULTIPATH_PATHS, result.paths().size());
        series.set(Metric.MULTIPATH_BALANCERS, result.loadBalancers().size());
        series.set(Metric.MULTIPATH_COMPLETE, result.complete() ? 1 : 0);
        return result.reached();
    }
}
