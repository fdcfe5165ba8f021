// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.util.concurrent.CompletableFuture;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PathTracer;
import org.pathtracer.exporter.metric.Metric;
import org.pathtracer.exporter.metric.Series;
import org.pathtracer.exporter.toml.Table;

/** Discoveries of the path MTU. */
record MtuRounds(PathMtuRequest request) implements Round {
    static Settings read(Table table) {
        Options<PathMtuRequest.Builder> options = Options.ofProbes(table, PathMtuRequest.to("127.0.0.1"));
        options.integer("min-size", PathMtuRequest.Builder::minSize);
        options.integer("max-size", PathMtuRequest.Builder::maxSize);
        options.integer("queries", PathMtuRequest.Builder::queries);
        options.integer("mark", PathMtuRequest.Builder::mark);
        options.duration("timeout", PathMtuRequest.Builder::timeout);
        options.end(PathMtuRequest.Builder::build);
        return host -> new MtuRounds(options.on(PathMtuRequest.to(host)).build());
    }

    @Override
    public void prepare(Series series) {
        series.set(Metric.PATH_MTU, Double.NaN);
        series.set(Metric.PATH_MTU_BLACK_HOLE, Double.NaN);
    }

    @Override
    public CompletableFuture<Boolean> start(PathTracer tracer, Series series) {
        return Finished.of(tracer.start(request), result -> record(result, series));
    }

    private static boolean record(PathMtuResult result, Series series) {
        series.set(
                Metric.PATH_MTU, result.pathMtu().isPresent() ? result.pathMtu().getAsInt() : Double.NaN);
        series.set(
                Metric.PATH_MTU_BLACK_HOLE,
                switch (result.verdict()) {
                    case BLACK_HOLE -> 1;
                    case LARGEST_SIZE, LOCAL_INTERFACE, REPORTED -> 0;
                    case UNDECIDED, BELOW_SMALLEST_SIZE, UNREACHABLE, UNANSWERED -> Double.NaN;
                });
        return result.reached();
    }
}
